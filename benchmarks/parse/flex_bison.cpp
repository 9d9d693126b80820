// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <new>
#include <string>
#include <string_view>

#include "same_checks.hpp"

// What flex and bison make of flex_bison/, at build time. flex's header knows bison's type by this name only.
#include <filter_parser.hpp>
#define YYSTYPE FILTER_STYPE
#include <filter_lexer.hpp>

namespace throughput {
namespace {

/// A scanner that is kept, with the room for the text that flex writes into while it reads.
class scanner {
public:
    scanner() {
        if (filter_lex_init(&state_) != 0) throw std::bad_alloc{};
    }
    scanner(const scanner&) = delete;
    scanner& operator=(const scanner&) = delete;
    ~scanner() { filter_lex_destroy(state_); }

    bool parse(std::string_view text, checks& on) {
        text_.assign(text);
        text_.append(2, '\0'); // how flex knows the end
        const YY_BUFFER_STATE buffer = filter__scan_buffer(text_.data(), text_.size(), state_);
        const bool ok = filter_parse(state_, on) == 0;
        filter__delete_buffer(buffer, state_);
        return ok;
    }

private:
    yyscan_t state_ = nullptr;
    std::string text_;
};

bool parse(std::string_view text, checks& on) {
    static scanner kept;
    return kept.parse(text, on);
}

} // namespace

const contender flex_and_bison = filter_contender<parse>("flex and bison");

} // namespace throughput

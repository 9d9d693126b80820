// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "same_checks.hpp"

// What ANTLR makes of antlr/Filter.g4, at build time.
#include <FilterLexer.h>
#include <FilterParser.h>

namespace throughput {
namespace {

/// A text as it is: a symbol a byte. ANTLR's own stream would make 32 bits of each character first.
class byte_stream : public antlr4::CharStream {
public:
    void read(std::string_view text) noexcept {
        text_ = text;
        at_ = 0;
    }

    void consume() override { ++at_; }
    std::size_t LA(ssize_t by) override {
        const std::size_t place = at_ + static_cast<std::size_t>(by > 0 ? by - 1 : by);
        return place < text_.size() ? static_cast<unsigned char>(text_[place]) : static_cast<std::size_t>(EOF);
    }
    ssize_t mark() override { return -1; }
    void release(ssize_t) override {}
    std::size_t index() override { return at_; }
    void seek(std::size_t to) override { at_ = std::min(to, text_.size()); }
    std::size_t size() override { return text_.size(); }
    std::string getSourceName() const override { return "filter"; }
    std::string getText(const antlr4::misc::Interval& of) override {
        return std::string{text_.substr(static_cast<std::size_t>(of.a), static_cast<std::size_t>(of.length()))};
    }
    std::string toString() const override { return std::string{text_}; }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

/// All that ANTLR needs, kept from text to text. Its fast mode of prediction is exact for this grammar.
class machine {
public:
    machine() {
        lexer_.removeErrorListeners();
        parser_.removeErrorListeners();
        parser_.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
        parser_.setBuildParseTree(false);
        parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
    }

    bool parse(std::string_view text, checks& on) {
        stream_.read(text);
        lexer_.setInputStream(&stream_);
        tokens_.setTokenSource(&lexer_);
        parser_.setTokenStream(&tokens_);
        parser_.on = &on;
        parser_.source = text.data();
        try {
            parser_.filter();
            return true;
        } catch (const antlr4::ParseCancellationException&) {
            return false;
        }
    }

private:
    byte_stream stream_;
    FilterLexer lexer_{&stream_};
    antlr4::CommonTokenStream tokens_{&lexer_};
    FilterParser parser_{&tokens_};
};

bool parse(std::string_view text, checks& on) {
    static machine kept;
    return kept.parse(text, on);
}

} // namespace

const contender antlr = filter_contender<parse>("ANTLR");

} // namespace throughput

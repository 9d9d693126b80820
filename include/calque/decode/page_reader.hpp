// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/read_value.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// A reader of a page: an envelope with `results`, or the bare array of results (api/README.md, "Pages").
///
/// `Item` reads one result. It has the functions of a reader, except that `close` and `scalar` return whether the
/// result ended; and `take`, `append_place`, and `several`, its plural noun.
template <class Page, class Item>
class page_reader {
public:
    explicit page_reader(const decode_options& options) : item_{options}, max_results_{options.max_results} {}

    void open(json_kind kind) {
        switch (step_) {
        case step::start: return open_page(kind);
        case step::envelope: return open_member(kind);
        case step::results: begin_item(); [[fallthrough]];
        case step::item: return item_.open(kind);
        case step::ignored: ++ignored_; return;
        }
    }

    void close(json_kind kind) {
        switch (step_) {
        case step::item:
            if (item_.close(kind)) end_item();
            return;
        case step::results:
            step_ = step::envelope;
            key_ = key_of_page::other;
            return;
        case step::ignored:
            if (--ignored_ == 0) step_ = step::envelope;
            return;
        case step::start:
        case step::envelope:
            key_ = key_of_page::other;
            if (!has_results_) stop("expected the key `results`, or an array of " + std::string{Item::several});
        }
    }

    void key(std::string_view name, bool escaped) {
        if (step_ == step::item) return item_.key(name, escaped);
        if (step_ == step::envelope) key_ = escaped ? named(decoded_string(name)) : named(name);
    }

    [[nodiscard]] const char* objects(const char* at, const char* end) {
        return step_ == step::item ? item_.objects(at, end) : nullptr;
    }

    void scalar(const scalar_token& token) {
        switch (step_) {
        case step::start: return refuse_page(token.kind());
        case step::envelope: return store(token);
        case step::results: begin_item(); [[fallthrough]];
        case step::item:
            if (item_.scalar(token)) end_item();
            return;
        case step::ignored: return;
        }
    }

    void comma() {
        if (step_ == step::item) item_.comma();
    }

    [[nodiscard]] Page take() noexcept { return std::move(page_); }

    /// Appends the JSON pointer of the current value.
    void append_place(std::string& pointer) const {
        if (enveloped_ && key_ != key_of_page::other) pointer.append("/").append(names[static_cast<std::size_t>(key_)]);
        if (step_ != step::item) return;
        pointer.append("/").append(std::to_string(page_.results.size()));
        item_.append_place(pointer);
    }

private:
    enum class step : std::uint8_t { start, envelope, results, item, ignored };
    enum class key_of_page : std::uint8_t { results, count, count_capped, next, previous, other };
    static constexpr std::array<std::string_view, 5> names{"results", "count", "count_capped", "next", "previous"};

    [[nodiscard]] static constexpr key_of_page named(std::string_view name) noexcept {
        return static_cast<key_of_page>(std::find(names.begin(), names.end(), name) - names.begin());
    }

    [[noreturn]] static void refuse_page(json_kind found) {
        stop_expecting("an object with `results`, or an array of " + std::string{Item::several}, found);
    }

    void open_page(json_kind kind) {
        enveloped_ = kind == json_kind::object;
        has_results_ = !enveloped_;
        page_.next_absent = enveloped_;
        step_ = enveloped_ ? step::envelope : step::results;
    }

    void open_member(json_kind kind) {
        if (key_ == key_of_page::results) {
            expect_kind(json_kind::array, kind);
            page_.results.clear();
            has_results_ = true;
            step_ = step::results;
        } else if (key_ == key_of_page::other) {
            step_ = step::ignored;
            ignored_ = 1;
        } else {
            store({.form = kind == json_kind::object ? scalar_form::object : scalar_form::array}); // rejects it
        }
    }

    void store(const scalar_token& token) {
        switch (key_) {
        case key_of_page::results: return expect_kind(json_kind::array, token.kind());
        case key_of_page::count: page_.count = read_integer(token); return;
        case key_of_page::count_capped:
            if constexpr (requires { page_.count_capped; }) page_.count_capped = read_flag(token);
            return;
        case key_of_page::next:
            page_.next = read_text(token);
            page_.next_absent = false;
            return;
        case key_of_page::previous: page_.previous = read_text(token); return;
        case key_of_page::other: return;
        }
    }

    void begin_item() {
        if (page_.results.size() == max_results_) stop_at_limit(Item::several, max_results_, "max_results");
        step_ = step::item;
    }

    void end_item() {
        page_.results.push_back(item_.take());
        step_ = step::results;
    }

    Item item_;
    std::size_t max_results_;
    Page page_;
    bool enveloped_ = false;
    bool has_results_ = false;
    key_of_page key_ = key_of_page::other; ///< of the current member
    step step_ = step::start;
    std::size_t ignored_ = 0; ///< how many arrays and objects of an unknown member are open
};

} // namespace calque::detail

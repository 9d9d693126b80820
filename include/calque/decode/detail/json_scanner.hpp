// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/detail/decode_stop.hpp>
#include <calque/support/json_number.hpp>
#include <calque/support/json_string.hpp>
#include <calque/support/scalar_token.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace calque::detail {

/// An incremental tokenizer of JSON (RFC 8259), which passes tokens to a reader as bytes arrive.
///
/// The reader has `open(kind)`, `close(kind)`, `key(text, escaped)`, `scalar(token)` and `comma()`; their arguments
/// are valid during the call. `objects(at, end)` may read one or more objects of an array at once, including the
/// commas between them. It returns the position after the last, or null if the object at `at` must be read token by
/// token.
///
/// A token that is split between chunks is buffered and read once it is complete, by the same code as any other
/// token. The outcome therefore does not depend on where chunks are cut.
/// *Errors*: throws `decode_stop`, as the reader may.
template <class Reader>
class json_scanner {
public:
    json_scanner(Reader& reader, std::size_t max_depth) noexcept : reader_{reader}, max_depth_{max_depth} {}

    void feed(std::string_view chunk) {
        const char* at = chunk.data();
        const char* const end = at + chunk.size();
        const std::size_t behind = offset_ + chunk.size();
        if (!partial_.empty()) {
            const char* const stop = end_of_partial(at, end);
            partial_.append(at, stop != nullptr ? stop : end);
            if (stop != nullptr) run_partial();
            at = stop != nullptr ? stop : end;
        }
        offset_ = behind;
        if (at != end) carry(run(at, end, false), end);
    }

    /// Reports an error in a partial token. Called when no more bytes will be accepted.
    void check_partial() {
        if (!partial_.empty()) (void)run(partial_.data(), partial_.data() + partial_.size(), false);
    }

    /// Signals the end of the input.
    void finish() {
        if (!partial_.empty()) run_partial();
        if (next_ == next::nothing) return;
        if (!begun_) throw decode_stop{"expected JSON, found an empty text", errc::bad_response, false};
        stop_at_byte("the JSON ends too early", offset_);
    }

private:
    enum class next : std::uint8_t { value, item_or_end, key_or_end, key, colon, comma_or_end, nothing };

    [[nodiscard]] std::size_t offset_of(const char* at) const noexcept {
        return offset_ - static_cast<std::size_t>(end_ - at);
    }
    [[noreturn]] void refuse(std::string_view why, const char* at) const {
        stop_at_byte("expected JSON: " + std::string{why}, offset_of(at));
    }

    /// Buffers the token that is cut by the end of a chunk.
    void carry(const char* at, const char* end) {
        partial_.assign(at, end);
        after_backslash_ = false;
        for (; at != end; ++at) after_backslash_ = !after_backslash_ && *at == '\\';
    }

    /// Returns where the buffered token ends in the next chunk, or null if it does not end there.
    [[nodiscard]] const char* end_of_partial(const char* at, const char* end) noexcept {
        if (partial_.front() != '"') {
            while (at != end && is_literal_char(*at)) ++at;
            return at != end ? at : nullptr;
        }
        for (; at != end; ++at) {
            if (*at == '"' && !after_backslash_) return at + 1;
            after_backslash_ = !after_backslash_ && *at == '\\';
        }
        return nullptr;
    }

    /// Reads the buffered token, which is now complete.
    void run_partial() {
        std::string token;
        token.swap(partial_);
        offset_ = partial_offset_ + token.size();
        (void)run(token.data(), token.data() + token.size(), true);
    }

    /// Reads tokens; returns the start of the token that is cut by `end`, or `end`. If `last` is set, no token is
    /// cut.
    const char* run(const char* at, const char* const end, bool last) {
        end_ = end;
        for (;;) {
            at = skip_space(at, end);
            if (at == end) return end;
            const char* behind = at + 1;
            switch (next_) {
            case next::comma_or_end: end_or_comma(at); break;
            case next::key_or_end:
                if (*at == '}') {
                    close(json_kind::object);
                    break;
                }
                [[fallthrough]];
            case next::key: behind = key(at, end, last); break;
            case next::colon:
                if (*at != ':') refuse("expected `:`", at);
                next_ = next::value;
                break;
            case next::item_or_end:
                if (*at == ']') {
                    close(json_kind::array);
                    break;
                }
                [[fallthrough]];
            case next::value: behind = value(at, end, last); break;
            case next::nothing: stop_at_byte("unexpected text after the JSON", offset_of(at));
            }
            if (behind == nullptr) {
                partial_offset_ = offset_of(at);
                return at;
            }
            at = behind;
        }
    }

    void end_or_comma(const char* at) {
        const bool object = levels_.back() == '{';
        if (*at == ',') {
            next_ = object ? next::key : next::value;
            reader_.comma();
        } else if (*at == (object ? '}' : ']')) {
            close(object ? json_kind::object : json_kind::array);
        } else {
            refuse(object ? "expected `,` or `}`" : "expected `,` or `]`", at);
        }
    }

    // Each function below returns the position after the token, or null if the token is cut by `end`.

    const char* key(const char* at, const char* end, bool last) {
        if (*at != '"') refuse(next_ == next::key ? "expected a key" : "expected a key or `}`", at);
        bool escaped = false;
        const char* const quote = string(at, end, last, escaped);
        if (quote == nullptr) return nullptr;
        next_ = next::colon;
        reader_.key({at + 1, static_cast<std::size_t>(quote - at - 1)}, escaped);
        return quote + 1;
    }

    const char* value(const char* at, const char* end, bool last) {
        begun_ = true;
        switch (*at) {
        case '{':
            if (levels_.size() < max_depth_)
                if (const char* const behind = reader_.objects(at, end); behind != nullptr)
                    return finish_value(), behind;
            open(json_kind::object, at);
            return at + 1;
        case '[': open(json_kind::array, at); return at + 1;
        case '"': return string_value(at, end, last);
        case 't': return word("true", scalar_form::yes, at, end, last);
        case 'f': return word("false", scalar_form::no, at, end, last);
        case 'n': return word("null", scalar_form::null, at, end, last);
        default: return number(at, end, last);
        }
    }

    const char* number(const char* at, const char* end, bool last) {
        if (*at != '-' && !is_class(*at, digit_char)) refuse("a value is missing here", at);
        scalar_token token;
        const json_number_scan scan = scan_json_number(at, end, token);
        if (scan.at == end && !last) return nullptr;
        if (!scan.ok) refuse("invalid number", scan.at);
        scalar(token);
        return scan.at;
    }

    const char* word(std::string_view wanted, scalar_form form, const char* at, const char* end, bool last) {
        const char* behind = at;
        while (behind != end && is_literal_char(*behind)) ++behind;
        if (behind == end && !last) return nullptr;
        if (std::string_view{at, static_cast<std::size_t>(behind - at)} != wanted)
            refuse("a value is missing here", at);
        scalar({.form = form});
        return behind;
    }

    const char* string_value(const char* at, const char* end, bool last) {
        scalar_token token{.form = scalar_form::string};
        const char* const quote = string(at, end, last, token.escaped);
        if (quote == nullptr) return nullptr;
        token.text = {at + 1, static_cast<std::size_t>(quote - at - 1)};
        scalar(token);
        return quote + 1;
    }

    /// Returns the closing quote, or null if the string is cut by `end`.
    const char* string(const char* at, const char* end, bool last, bool& escaped) const {
        const json_string_scan scan = scan_json_string(at + 1, end);
        escaped = scan.escaped;
        switch (scan.status) {
        case json_string_status::whole: return scan.at;
        case json_string_status::incomplete:
            if (last) stop_at_byte("the JSON ends too early", offset_of(end));
            return nullptr;
        case json_string_status::control_character: refuse("a control character must be escaped", scan.at);
        case json_string_status::bad_escape: refuse("unknown escape sequence", scan.at);
        case json_string_status::invalid_utf8: refuse("this is not UTF-8", scan.at);
        }
        return nullptr;
    }

    void scalar(const scalar_token& token) {
        finish_value();
        reader_.scalar(token);
    }

    void open(json_kind kind, const char* at) {
        if (levels_.size() >= max_depth_)
            stop_at_byte("the JSON is nested deeper than " + std::to_string(max_depth_) +
                             " levels; raise decode_options::max_depth",
                         offset_of(at));
        const bool object = kind == json_kind::object;
        levels_.push_back(object ? '{' : '[');
        next_ = object ? next::key_or_end : next::item_or_end;
        reader_.open(kind);
    }

    void close(json_kind kind) {
        levels_.pop_back();
        finish_value();
        reader_.close(kind);
    }

    void finish_value() noexcept { next_ = levels_.empty() ? next::nothing : next::comma_or_end; }

    Reader& reader_;
    std::size_t max_depth_;
    std::string levels_; ///< the bracket of each open level
    next next_ = next::value;
    bool begun_ = false;
    std::string partial_; ///< the token that the last chunk cut
    std::size_t partial_offset_ = 0;
    bool after_backslash_ = false; ///< whether the next character of a buffered string is escaped
    std::size_t offset_ = 0;       ///< bytes before `end_`
    const char* end_ = nullptr;    ///< end of the current text
};

} // namespace calque::detail

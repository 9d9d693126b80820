// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/raw_capture.hpp>

#include <string>
#include <string_view>

namespace calque::detail {

/// A reader of a record of any shape, which is kept as JSON.
class record_reader {
public:
    static constexpr std::string_view several = "records";

    explicit record_reader(const decode_options&) noexcept {}

    void open(json_kind kind) { raw_.open(kind); }
    /// Returns whether this ended the record.
    bool close(json_kind kind) { return raw_.close(kind); }
    void key(std::string_view name, bool) { raw_.key(name); }
    /// Returns whether this was the whole record.
    bool scalar(const scalar_token& token) {
        raw_.scalar(token);
        return raw_.depth() == 0;
    }
    [[nodiscard]] static const char* objects(const char*, const char*) noexcept { return nullptr; }
    void comma() { raw_.comma(); }

    [[nodiscard]] raw_json take() { return {taken(raw_)}; }
    void append_place(std::string&) const noexcept {}

private:
    raw_capture<std::string> raw_;
};

} // namespace calque::detail

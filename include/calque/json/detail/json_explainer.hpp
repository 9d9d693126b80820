// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/detail/foreign_words.hpp>
#include <calque/json/detail/json_reporter.hpp>
#include <calque/json/detail/value_reader.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// A key of an object and its value.
struct json_member {
    std::string name{}; ///< decoded
    token key{};
    token value{};
};

/// Reads filter JSON from valid JSON, and reports for each mistake its location and what to write instead.
///
/// Functions that return bool return whether to continue, unless stated otherwise.
class json_explainer : json_value_reader<json_reporter> {
public:
    json_explainer(std::string_view text, const schema_view& fields, const parse_options& options, filter_data& out,
                   json_reporter& reporter)
        : json_value_reader{text, fields, options, out, reporter}, told_{reporter}, text_{text} {}

    /// Returns whether the text is a filter.
    bool read();

private:
    /// The members of an object by key; null if absent.
    using parts = std::array<const json_member*, json_keys.size()>;

    /// Reports that the shape of the JSON is wrong; returns the diagnostic.
    diagnostic& refuse(const token& where, std::string message, std::string help = {});

    [[nodiscard]] static std::vector<json_member> members_of(const token& object);
    bool node_at(const token& where);
    bool object(const token& where);
    bool group(const token& where, const parts& all);
    bool condition(const token& where, const parts& all, bool odd);
    bool conditions(const token& array);
    [[nodiscard]] bool foreign_operator(const token& where, op& out);
    [[nodiscard]] std::string range_text(const token& value) const;

    /// Assigns members to keys; sets `odd` if one has no known key. Returns whether no key is missing and, in a
    /// condition, none is repeated.
    [[nodiscard]] bool assign(const token& where, const std::vector<json_member>& all, bool as_group, parts& out,
                              bool& odd);
    void missing_value(const token& where, const parts& all);
    void foreign_key(const json_member& each, json_key meant, bool surely);
    void report_not_an_object(const token& where);
    void report_unknown_shape(const token& where, const std::vector<json_member>& all);
    void report_unknown_group_kind(const token& where);
    [[nodiscard]] std::string conditions_of_map(const std::vector<json_member>& all) const;

    json_reporter& told_;
    std::string_view text_;
};

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/json/detail/json_explainer.ipp>
#endif

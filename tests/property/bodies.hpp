// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "random.hpp"

// Random responses with the values that they encode: both are generated together, without a decoder.
namespace property {

/// A value, and its encoding in compact JSON.
template <class Value>
struct written {
    std::string json;
    Value value{};
};

class bodies {
public:
    explicit bodies(std::uint64_t seed) : random_{seed} {}

    [[nodiscard]] randomness& random() noexcept { return random_; }

    /// Returns a page with its decoded value, including `source`; an envelope or a bare array.
    [[nodiscard]] written<calque::bulk_widget_response> page() {
        written<calque::bulk_widget_response> out;
        std::string results;
        for (std::size_t i = random_.below(4); i > 0; --i) {
            auto next = widget();
            results += (results.empty() ? "" : ",") + next.json;
            out.value.results.push_back(std::move(next.value));
        }
        results = "[" + results + "]";
        if (random_.once_in(4)) {
            out.json = results;
            return out;
        }
        std::vector<std::string> members{"\"results\":" + results};
        out.value.next_absent = true;
        if (!random_.once_in(4)) {
            out.value.count = random_.whole();
            members.push_back("\"count\":" + std::to_string(*out.value.count));
        }
        if (!random_.once_in(4)) {
            out.value.next_absent = false;
            members.push_back("\"next\":" + optional_text(out.value.next));
        }
        if (!random_.once_in(4)) members.push_back("\"previous\":" + optional_text(out.value.previous));
        members.push_back("\"new\":" + anything());
        out.json = object(std::move(members));
        return out;
    }

    /// Returns the same JSON with blanks between its tokens.
    [[nodiscard]] std::string spaced(std::string_view json) {
        std::string out;
        const bool tight = random_.once_in(2);
        for (std::size_t at = 0; at < json.size(); ++at) {
            if (!tight) blank(out);
            if (json[at] == '"') {
                const std::size_t begin = at;
                for (++at; json[at] != '"'; ++at)
                    if (json[at] == '\\') ++at;
                out.append(json, begin, at - begin + 1);
                continue;
            }
            const std::size_t begin = at;
            while (at + 1 < json.size() && is_bare(json[at]) && is_bare(json[at + 1])) ++at;
            out.append(json, begin, at - begin + 1);
        }
        if (!tight) blank(out);
        return out;
    }

    [[nodiscard]] std::vector<std::string_view> cut(std::string_view text) {
        std::vector<std::string_view> out;
        const std::size_t most = random_.one_of({std::size_t{1}, std::size_t{4}, std::size_t{40}, std::size_t{4'000}});
        while (!text.empty()) {
            out.push_back(text.substr(0, random_.below(most + 1)));
            text.remove_prefix(out.back().size());
        }
        return out;
    }

private:
    using scalar = calque::scalar;

    [[nodiscard]] static bool is_bare(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
    }

    void blank(std::string& out) {
        for (std::size_t i = random_.below(3); i > 0; --i) out += random_.one_of({' ', '\n', '\t', '\r'});
    }

    /// Returns a string literal with each character escaped or not, as JSON permits.
    [[nodiscard]] std::string quoted(std::string_view text) {
        std::string out = "\"";
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            constexpr std::string_view hex = "0123456789abcdef";
            const bool must = byte < 0x20 || c == '"' || c == '\\';
            if (must && byte >= 0x20 && random_.once_in(2)) out.append("\\").append(1, c);
            else if (must || (byte < 0x80 && random_.once_in(8)))
                out.append("\\u00")
                    .append(1, hex[byte >> 4])
                    .append(1, random_.once_in(2) ? hex[byte & 15] : upper(hex[byte & 15]));
            else out += c;
        }
        return out + '"';
    }

    [[nodiscard]] static char upper(char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; }

    [[nodiscard]] std::string optional_text(std::optional<std::string>& out) {
        if (random_.once_in(2)) return "null";
        out = random_.text();
        return quoted(*out);
    }

    /// Returns a number with a fraction or an exponent, whose value the C library reads.
    [[nodiscard]] written<scalar> real() {
        std::array<char, 64> text{};
        const auto form = random_.one_of({std::chars_format::general, std::chars_format::scientific});
        const double number = random_.real();
        std::string json{text.data(), std::to_chars(text.data(), text.data() + text.size(), number, form).ptr};
        if (json.find_first_of(".e") == std::string::npos) json += random_.word({".0", ".00", "e0", "E+0"});
        else if (json.find('e') == std::string::npos && random_.once_in(4)) json += "00";
        return {json, std::strtod(json.c_str(), nullptr)};
    }

    /// Returns a number of few digits, like durations and shares.
    [[nodiscard]] written<scalar> decimal() {
        std::string json = random_.once_in(4) ? "-" : "";
        json += std::to_string(random_.below(1'000)) + "." + std::to_string(random_.below(100'000));
        return {json, std::strtod(json.c_str(), nullptr)};
    }

    [[nodiscard]] written<scalar> any_scalar() {
        switch (random_.below(7)) {
        case 0: return {"null", std::monostate{}};
        case 1: return {"true", true};
        case 2: return {"false", false};
        case 3: return real();
        case 4: return decimal();
        case 5: {
            if (random_.once_in(4)) {
                const std::uint64_t large = random_.bits() | std::uint64_t{1} << 63;
                return {std::to_string(large), large};
            }
            const std::int64_t whole =
                random_.once_in(2) ? static_cast<std::int64_t>(random_.below(1'000)) : random_.whole();
            return {std::to_string(whole), whole};
        }
        default: {
            std::string text = random_.text();
            return {quoted(text), std::move(text)};
        }
        }
    }

    [[nodiscard]] written<std::optional<std::int64_t>> integer() {
        if (random_.once_in(8)) return {"null", std::nullopt};
        const std::int64_t whole =
            random_.once_in(2) ? static_cast<std::int64_t>(random_.below(10'000)) : random_.whole();
        return {std::to_string(whole), whole};
    }

    [[nodiscard]] written<std::optional<double>> share() {
        if (random_.once_in(8)) return {"null", std::nullopt};
        const auto drawn = random_.once_in(2) ? decimal() : real();
        return {drawn.json, std::get<double>(drawn.value)};
    }

    [[nodiscard]] written<std::optional<calque::datetime>> time() {
        if (random_.once_in(8)) return {"null", std::nullopt};
        using namespace std::chrono;
        calque::datetime at{
            calque::instant{microseconds{static_cast<std::int64_t>(random_.bits() % 4'000'000'000'000'000)}}, 0};
        if (random_.once_in(2)) at.at = floor<seconds>(at.at);
        if (random_.once_in(3)) at.zone_minutes = static_cast<std::int16_t>(random_.below(2'879)) - 1'439;
        std::string text = calque::to_string(at);
        if (at.zone_minutes == 0)
            text.replace(text.size() - 1, 1, random_.word({"Z", "Z", "z", "+00:00", "-00:00", ""}));
        if (random_.once_in(8)) text[10] = random_.one_of({' ', 't'});
        if (text[10] != 't' && text.find('.') == std::string::npos && random_.once_in(4)) text.insert(19, ".000");
        return {random_.once_in(8) ? quoted(text) : '"' + text + '"', at};
    }

    /// Returns JSON of any kind.
    [[nodiscard]] std::string anything(std::size_t depth = 3) {
        if (depth == 0 || random_.once_in(2)) return any_scalar().json;
        std::vector<std::string> parts;
        const bool list = random_.once_in(2);
        for (std::size_t i = random_.below(4); i > 0; --i)
            parts.push_back((list ? "" : quoted(random_.text()) + ":") + anything(depth - 1));
        return list ? "[" + joined(parts) + "]" : "{" + joined(parts) + "}";
    }

    [[nodiscard]] static std::string joined(const std::vector<std::string>& parts) {
        std::string out;
        for (const std::string& each : parts) out += (out.empty() ? "" : ",") + each;
        return out;
    }

    /// Returns an object with the members in any order.
    [[nodiscard]] std::string object(std::vector<std::string> members) {
        for (std::size_t i = members.size(); i > 1; --i)
            if (!random_.once_in(3)) std::swap(members[i - 1], members[random_.below(i)]);
        return "{" + joined(members) + "}";
    }

    /// Returns a row with its members, sometimes with an unknown one; in any order if `shuffle`.
    [[nodiscard]] std::string row(std::vector<std::string> members, bool shuffle) {
        if (random_.once_in(6)) members.push_back("\"extra\":" + anything());
        return shuffle ? object(std::move(members)) : "{" + joined(members) + "}";
    }

    /// Returns an item of `data` that is not a row of any chart.
    [[nodiscard]] std::string odd_row() {
        return random_.once_in(2) ? anything()
                                  : R"({"id":1,"timestamp":null,"value":2,"group":)" + any_scalar().json +
                                        R"(,"time_interval":null,"sample_count":1,"label":1,"percentage":1})";
    }

    [[nodiscard]] written<calque::line_point> line_row(bool shuffle) {
        const auto id = integer();
        const auto at = time();
        const auto value = any_scalar();
        return {row({"\"id\":" + id.json, "\"timestamp\":" + at.json, "\"value\":" + value.json}, shuffle),
                {id.value, at.value, value.value}};
    }
    [[nodiscard]] written<calque::bar_point> bar_row(bool shuffle) {
        const auto at = time();
        const auto value = any_scalar();
        const auto count = integer();
        return {
            row({"\"time_interval\":" + at.json, "\"value\":" + value.json, "\"sample_count\":" + count.json}, shuffle),
            {at.value, value.value, count.value}};
    }
    [[nodiscard]] written<calque::pie_slice> pie_row(bool shuffle) {
        const auto label = any_scalar();
        const auto value = any_scalar();
        const auto part = share();
        return {row({"\"label\":" + label.json, "\"value\":" + value.json, "\"percentage\":" + part.json}, shuffle),
                {label.value, value.value, part.value}};
    }

    /// Returns the data of a chart; `known` is true if the chart type matches the rows.
    template <class Row>
    [[nodiscard]] written<calque::chart_data> rows(written<Row> (bodies::*draw)(bool), bool known) {
        std::vector<std::string> parts;
        std::vector<Row> typed;
        const bool shuffle = random_.once_in(3);
        for (std::size_t i = random_.below(random_.once_in(4) ? 40 : 6); i > 0; --i) {
            auto next = (this->*draw)(shuffle);
            parts.push_back(std::move(next.json));
            typed.push_back(std::move(next.value));
        }
        if (random_.once_in(5)) {
            known = false;
            parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(random_.below(parts.size() + 1)), odd_row());
        }
        std::string json = "[" + joined(parts) + "]";
        if (known) return {json, std::move(typed)};
        return {json, calque::raw_json{json}};
    }

    [[nodiscard]] written<calque::widget_data> widget() {
        calque::widget_data out;
        out.chart_type = random_.word({"line", "bar", "pie", "line", "stat", "", "list"});
        const bool other = random_.once_in(6); // rows that may not match the chart type
        written<calque::chart_data> data;
        switch (other ? random_.below(4) : std::string_view{"lbp"}.find(out.chart_type[0])) {
        case 0: data = rows(&bodies::line_row, out.chart_type == "line"); break;
        case 1: data = rows(&bodies::bar_row, out.chart_type == "bar"); break;
        case 2: data = rows(&bodies::pie_row, out.chart_type == "pie"); break;
        default: {
            const std::string json = anything();
            data = {json, calque::raw_json{json}};
        }
        }
        if (data.json == "[]") {
            if (out.chart_type == "line") data.value = std::vector<calque::line_point>{};
            if (out.chart_type == "bar") data.value = std::vector<calque::bar_point>{};
            if (out.chart_type == "pie") data.value = std::vector<calque::pie_slice>{};
        }
        out.data = std::move(data.value);
        std::vector<std::string> members{"\"chart_type\":" + quoted(out.chart_type), "\"data\":" + data.json};
        add_members(out, members);
        out.source.text = object(std::move(members));
        return {out.source.text, out};
    }

    void add_members(calque::widget_data& out, std::vector<std::string>& members) {
        const auto maybe = [&](std::string_view key, auto&& draw) {
            if (!random_.once_in(3)) members.push_back('"' + std::string{key} + "\":" + draw());
        };
        const auto text = [&](std::string& to) {
            return [&] {
                to = random_.text();
                return quoted(to);
            };
        };
        const auto raw = [&](std::optional<calque::raw_json>& to) {
            return [&] {
                const std::string json = anything();
                if (json != "null") to = calque::raw_json{json};
                return json;
            };
        };
        maybe("widget_id", [&] {
            const auto drawn = integer();
            out.widget_id = drawn.value;
            return drawn.json;
        });
        maybe("field_name", text(out.field_name));
        maybe("aggregation_function", [&] { return optional_text(out.aggregation_function); });
        maybe("time_period", [&] { return optional_text(out.time_period); });
        maybe("group_by", raw(out.group_by));
        maybe("can_group_by", [&] {
            out.can_group_by = random_.once_in(2);
            return std::string{out.can_group_by ? "true" : "false"};
        });
        maybe("new_key", [&] { return anything(); });
        maybe("metadata", [&] {
            std::vector<std::string> inner{"\"display_name\":" + text(out.metadata.display_name)()};
            inner.push_back("\"filter_value\":" + raw(out.metadata.filter_value)());
            inner.push_back("\"normalization\":" + optional_text(out.metadata.normalization));
            inner.push_back("\"chart_type\":" + anything()); // not a key of metadata
            return object(std::move(inner));
        });
    }

    randomness random_;
};

} // namespace property

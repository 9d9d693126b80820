// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/schema.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// The keys that lead from a record to a field's value.
using key_path = std::vector<std::string>;

/// Appends the segments of a name that is split at `separator`.
inline void append_segments(key_path& keys, std::string_view name, std::string_view separator) {
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find(separator, begin), name.size());
        keys.emplace_back(name.substr(begin, end - begin));
        begin = end + separator.size();
    }
}

/// Returns the value that the keys lead to, or null if a key is missing or its parent is not an object.
[[nodiscard]] inline const boost::json::value* follow(const boost::json::object* object,
                                                      std::span<const std::string> keys) noexcept {
    const boost::json::value* at = nullptr;
    for (const std::string& key : keys) {
        if (object == nullptr) return nullptr;
        at = object->if_contains(key);
        if (at == nullptr) return nullptr;
        object = at->if_object();
    }
    return at;
}

/// Returns the rows of a to-many relation: the elements of an array, or a single object as one row.
[[nodiscard]] inline std::span<const boost::json::value> rows_of(const boost::json::value* related) noexcept {
    if (related == nullptr) return {};
    if (const auto* array = related->if_array()) return {array->data(), array->size()};
    if (related->is_object()) return {related, 1};
    return {};
}

/// A `record_place` with its path split into keys.
struct alternative_path {
    key_path keys;
    std::string where_key;
    std::string where_text;

    /// Returns whether the location applies to this object.
    [[nodiscard]] bool is_in(const boost::json::object& object) const noexcept {
        if (where_key.empty()) return true;
        const boost::json::value* const found = object.if_contains(where_key);
        const auto* const text = found != nullptr ? found->if_string() : nullptr;
        return text != nullptr && std::string_view{text->data(), text->size()}.starts_with(where_text);
    }
};

/// Returns the alternative locations that a schema lists for a name.
[[nodiscard]] inline std::vector<alternative_path> alternative_paths(std::span<const record_place> all,
                                                                     std::string_view name) {
    std::vector<alternative_path> out;
    for (const record_place& each : all) {
        if (each.name != name) continue;
        alternative_path& made =
            out.emplace_back(alternative_path{{}, std::string{each.where_key}, std::string{each.where_text}});
        append_segments(made.keys, each.path, ".");
    }
    return out;
}

/// The value found for a to-many relation.
struct related_rows {
    const boost::json::value* found = nullptr; ///< null if the record does not have the relation
    bool elsewhere = false;                    ///< found at an alternative location

    /// Returns the rows. At an alternative location only an array has rows.
    [[nodiscard]] std::span<const boost::json::value> rows() const noexcept {
        return elsewhere && !found->is_array() ? std::span<const boost::json::value>{} : rows_of(found);
    }
};

/// The location of a to-many relation's rows.
class relation_path {
public:
    relation_path() = default;
    explicit relation_path(key_path keys, std::vector<alternative_path> others = {})
        : keys_{std::move(keys)}, others_{std::move(others)} {}

    [[nodiscard]] std::span<const std::string> keys() const noexcept { return keys_; }

    [[nodiscard]] related_rows reach(const boost::json::object& record) const noexcept {
        if (const auto* const at = follow(&record, keys_)) return {at, false};
        related_rows unreadable;
        for (const alternative_path& other : others_) {
            const auto* const at = follow(&record, other.keys);
            if (at == nullptr) continue;
            if (holds_rows(*at)) return {at, true};
            if (!at->is_array() && !at->is_null()) unreadable = {at, true};
        }
        return unreadable;
    }

    /// Calls `each` with the first key of every path.
    template <class Each>
    void first_keys(const Each& each) const {
        if (!keys_.empty()) each(keys_.front());
        for (const alternative_path& other : others_) each(other.keys.front());
    }

private:
    /// Returns whether a value at an alternative location is a list of rows: under the same key there may be the
    /// numbers of rows instead.
    [[nodiscard]] static bool holds_rows(const boost::json::value& found) noexcept {
        const auto* const array = found.if_array();
        return array != nullptr && (array->empty() || array->front().is_object());
    }

    key_path keys_;
    std::vector<alternative_path> others_;
};

/// The location of a field's value in a record, derived from its schema entry.
class field_path {
public:
    /// The target of a path: one value, or the rows of a relation and the keys that remain in each row.
    struct place {
        const boost::json::value* value = nullptr;
        bool many = false;
        related_rows related{};
        std::span<const std::string> rest{};
    };

    field_path(const schema_view& fields, const field& row, std::string_view key) : open_{row.name.empty()} {
        if (open_) {
            append_segments(keys_, key, ".");
            return;
        }
        const bool keyed = row.opens_namespace();
        append_segments(keys_, keyed ? row.name.substr(0, row.name.size() - 1) : row.name, row.separator());
        // The key of a namespace is a single level, whatever characters it contains.
        if (keyed) keys_.emplace_back(key);
        others_ = alternative_paths(fields.record_places, row.name);
        if (row.rows != relation::to_many) return;
        key_path relation;
        append_segments(relation, row.through, row.separator());
        row_keys_ = relation.size();
        relation_ = relation_path{std::move(relation), alternative_paths(fields.record_places, row.through)};
    }

    [[nodiscard]] std::span<const std::string> keys() const noexcept { return keys_; }

    /// Returns how many of the keys lead to the rows of a to-many relation; 0 without such a relation or if it is unknown.
    [[nodiscard]] std::size_t row_keys() const noexcept { return row_keys_; }

    /// Returns the to-many relation, which has no keys for other fields.
    [[nodiscard]] const relation_path& relation() const noexcept { return relation_; }

    /// Follows the path until it reaches a value or a to-many relation.
    [[nodiscard]] place reach(const boost::json::object& record) const noexcept {
        if (open_) return reach_open(record);
        const std::span<const std::string> all = keys_;
        if (row_keys_ != 0) return {nullptr, true, relation_.reach(record), all.subspan(row_keys_)};
        const boost::json::value* const own = follow(&record, all);
        return {own != nullptr ? own : reach_alternative(record)};
    }

    /// Returns the value in one of the rows that `reach` found.
    [[nodiscard]] const boost::json::value* in_row(const place& found, const boost::json::value& row) const noexcept {
        return in_row(row.if_object(), found.rest, found.related.elsewhere);
    }

    /// Returns the value in a row of the relation that the first `row_keys` keys lead to.
    [[nodiscard]] const boost::json::value* in_row(const boost::json::object* row, std::size_t row_keys,
                                                   bool elsewhere) const noexcept {
        return in_row(row, std::span{keys_}.subspan(row_keys), elsewhere);
    }

    /// Calls `each` with every top-level key of a record that the field may be found under.
    template <class Each>
    void first_keys(const Each& each) const {
        each(keys_.front());
        if (row_keys_ != 0) return relation_.first_keys(each);
        for (const alternative_path& other : others_) each(other.keys.front());
    }

private:
    [[nodiscard]] const boost::json::value* in_row(const boost::json::object* row, std::span<const std::string> rest,
                                                   bool elsewhere) const noexcept {
        if (!elsewhere) return follow(row, rest);
        return row != nullptr ? reach_alternative(*row) : nullptr;
    }

    /// Returns the value at an alternative location. An object or an array there is not the field's value.
    [[nodiscard]] const boost::json::value* reach_alternative(const boost::json::object& object) const noexcept {
        for (const alternative_path& other : others_) {
            if (!other.is_in(object)) continue;
            const auto* const at = follow(&object, other.keys);
            if (at != nullptr && !at->is_structured()) return at;
        }
        return nullptr;
    }

    /// Follows the path without a schema: the first array on it is taken for a to-many relation.
    [[nodiscard]] place reach_open(const boost::json::object& record) const noexcept {
        const boost::json::object* object = &record;
        const boost::json::value* at = nullptr;
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            if (at != nullptr && at->is_array()) return {nullptr, true, {at}, std::span{keys_}.subspan(i)};
            at = object == nullptr ? nullptr : object->if_contains(keys_[i]);
            if (at == nullptr) return {};
            object = at->if_object();
        }
        return {at};
    }

    key_path keys_;
    std::vector<alternative_path> others_;
    relation_path relation_;
    std::size_t row_keys_ = 0;
    bool open_;
};

} // namespace calque::detail

// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema.hpp>

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

/// Appends the segments of a name, which `separator` parts.
inline void append_segments(key_path& keys, std::string_view name, std::string_view separator) {
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find(separator, begin), name.size());
        keys.emplace_back(name.substr(begin, end - begin));
        begin = end + separator.size();
    }
}

/// The value at the end of some keys, or null where one of them is missing or stands in something else than an object.
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

/// The rows of a to-many relation: an array's elements, or a single object for one row.
[[nodiscard]] inline std::span<const boost::json::value> rows_of(const boost::json::value* related) noexcept {
    if (related == nullptr) return {};
    if (const auto* array = related->if_array()) return {array->data(), array->size()};
    if (related->is_object()) return {related, 1};
    return {};
}

/// Where a field's value stands in a record, as its row of the schema says.
class field_path {
public:
    /// What a path leads to: one value, or the rows of a relation and the keys that are left in each.
    struct place {
        const boost::json::value* value = nullptr;
        bool many = false;
        std::span<const std::string> rest{};
    };

    field_path(const field& row, std::string_view key) : open_{row.name.empty()} {
        if (open_) {
            append_segments(keys_, key, ".");
            return;
        }
        const bool keyed = row.opens_namespace();
        append_segments(keys_, keyed ? row.name.substr(0, row.name.size() - 1) : row.name, row.separator());
        // The key of a namespace is one level, whatever characters it has.
        if (keyed) keys_.emplace_back(key);
        if (row.rows != relation::to_many) return;
        key_path relation;
        append_segments(relation, row.through, row.separator());
        row_keys_ = relation.size();
    }

    [[nodiscard]] std::span<const std::string> keys() const noexcept { return keys_; }

    /// How many of the keys lead to the rows of a to-many relation; 0 where there is none, or nobody knows.
    [[nodiscard]] std::size_t row_keys() const noexcept { return row_keys_; }

    /// Goes as far as there is one value.
    [[nodiscard]] place reach(const boost::json::object& record) const noexcept {
        if (open_) return reach_open(record);
        const std::span<const std::string> all = keys_;
        if (row_keys_ == 0) return {follow(&record, all)};
        return {follow(&record, all.first(row_keys_)), true, all.subspan(row_keys_)};
    }

private:
    /// Without a schema's word the first array on the way is taken for a relation.
    [[nodiscard]] place reach_open(const boost::json::object& record) const noexcept {
        const boost::json::object* object = &record;
        const boost::json::value* at = nullptr;
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            if (at != nullptr && at->is_array()) return {at, true, std::span{keys_}.subspan(i)};
            at = object == nullptr ? nullptr : object->if_contains(keys_[i]);
            if (at == nullptr) return {};
            object = at->if_object();
        }
        return {at};
    }

    key_path keys_;
    std::size_t row_keys_ = 0;
    bool open_;
};

} // namespace calque::detail

// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/field_path.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// A locator of the object that holds the fields: the record itself, or the record nested in an event.
class record_frame {
public:
    explicit record_frame(const schema_view& fields) {
        for (const record_place& each : fields.record_places)
            if (each.name.empty()) inner_ = each.path;
        if (inner_.empty()) return;
        for (const field& row : fields.fields) {
            const std::string_view own = row.through.empty() ? row.name : row.through;
            std::string name{own.substr(0, own.find_first_of('.'))};
            if (!name.empty() && std::ranges::find(names_, name) == names_.end()) names_.push_back(std::move(name));
        }
    }

    /// Returns the key under which an event holds the record; empty if the schema has no events.
    [[nodiscard]] const std::string& inner_key() const noexcept { return inner_; }

    /// Returns the names of a record's own fields and relations.
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

    /// Returns the object that has more of the names: an event has an id and a time of its own, so one name does not
    /// decide.
    [[nodiscard]] const boost::json::object& fields_of(const boost::json::object& record) const noexcept {
        if (inner_.empty()) return record;
        const boost::json::value* const inner = record.if_contains(inner_);
        const auto* const object = inner != nullptr ? inner->if_object() : nullptr;
        return object != nullptr && names_in(*object) > names_in(record) ? *object : record;
    }

private:
    [[nodiscard]] std::size_t names_in(const boost::json::object& object) const noexcept {
        return static_cast<std::size_t>(
            std::ranges::count_if(names_, [&](const std::string& name) { return object.contains(name); }));
    }

    std::string inner_;
    std::vector<std::string> names_;
};

} // namespace calque::detail

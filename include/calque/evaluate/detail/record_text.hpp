// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/lone_surrogates.hpp>
#include <calque/json/json.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/json_number.hpp>
#include <calque/support/json_tokens.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Reads from a record's text only the members that a filter needs.
namespace calque::detail {

/// The deepest permitted nesting of arrays and objects in a record.
inline constexpr std::size_t max_record_depth = 128;

/// The members of a record that a filter needs; all others are skipped.
class wanted_keys {
public:
    enum use : std::uint8_t { none = 0, counted = 1, read = 2, inner = 4 };

    void add(std::string_view name, use how) {
        for (entry& each : entries_)
            if (each.name == name) return each.how = static_cast<std::uint8_t>(each.how | how), void();
        entries_.push_back({std::string{name}, how});
        index();
    }

    /// Returns the uses of a member, as a bit set.
    [[nodiscard]] std::uint8_t use_of(std::string_view name) const noexcept {
        if (slots_.empty()) return none;
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t slot = name_hash(name) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
            const entry& each = entries_[slots_[slot] - 1u];
            if (each.name == name) return each.how;
        }
        return none;
    }

private:
    struct entry {
        std::string name;
        std::uint8_t how;
    };

    void index() {
        std::size_t size = 8;
        while (size < 4 * entries_.size()) size *= 2;
        slots_.assign(size, 0);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            std::size_t slot = name_hash(entries_[i].name) & (size - 1);
            while (slots_[slot] != 0) slot = (slot + 1) & (size - 1);
            slots_[slot] = static_cast<std::uint32_t>(i + 1);
        }
    }

    std::vector<entry> entries_;
    std::vector<std::uint32_t> slots_; ///< hash table of 1-based indices into `entries_`; 0 marks an empty slot
};

/// A partial parser of one record: builds values for the wanted members; validates and skips the others.
class record_text {
public:
    record_text(const wanted_keys& wanted, boost::json::storage_ptr storage)
        : wanted_{wanted}, storage_{std::move(storage)}, outer_{storage_}, inner_{storage_} {}

    /// Returns the object that holds the fields: the record itself, or the one inside an event, as `record_frame`
    /// chooses.
    ///
    /// Returns null if the text is not a JSON object. A lone surrogate is read as U+FFFD. *Lifetimes*: the result
    /// belongs to this object.
    [[nodiscard]] const boost::json::object* read(std::string_view text) {
        if (const auto* const found = read_exactly(text)) return found;
        std::string mended{text};
        if (!replace_lone_surrogates(mended)) return nullptr;
        outer_ = object{storage_};
        inner_ = object{storage_};
        return read_exactly(mended);
    }

private:
    struct object {
        explicit object(const boost::json::storage_ptr& storage) : fields{storage} {}
        boost::json::object fields;
        std::size_t names = 0; ///< how many of the keys are names of the record's own fields and relations
    };

    [[nodiscard]] const boost::json::object* read_exactly(std::string_view text) {
        end_ = text.data() + text.size();
        const char* at = skip_space(text.data(), end_);
        if (at == end_ || *at != '{') return nullptr;
        at = members(at + 1, outer_);
        if (at == nullptr || skip_space(at, end_) != end_) return nullptr;
        return inner_.names > outer_.names ? &inner_.fields : &outer_.fields;
    }

    // Each function below reads an element at `at` and returns the position after it, or null if it is invalid JSON.

    const char* members(const char* at, object& into) {
        return for_each_json_element(at, end_, '}', [&](const char* each) { return member(each, into); });
    }

    const char* member(const char* at, object& into) {
        const char* const value = skip_json_key(at, end_);
        if (value == nullptr || value == end_) return nullptr;
        std::string decoded;
        const std::string_view name = json_key_name(at, value, decoded);
        const std::uint8_t use = wanted_.use_of(name);
        if ((use & wanted_keys::counted) != 0) ++into.names;
        if ((use & wanted_keys::inner) != 0 && *value == '{' && &into == &outer_) {
            inner_ = object{storage_};
            at = members(value + 1, inner_);
        } else {
            at = skip_json_value<max_record_depth>(value, end_);
        }
        if (at == nullptr || (use & wanted_keys::read) == 0) return at;
        boost::json::value& made = into.fields[{name.data(), name.size()}];
        return read_value({value, static_cast<std::size_t>(at - value)}, made) ? at : nullptr;
    }

    [[nodiscard]] bool read_value(std::string_view text, boost::json::value& out) const {
        switch (text.front()) {
        case 't': return out.emplace_bool() = true;
        case 'f': return out.emplace_bool() = false, true;
        case 'n': return out.emplace_null(), true;
        case '"': return read_string(text.substr(1, text.size() - 2), out), true;
        default: break;
        }
        if (const auto whole = convert<std::int64_t>(text)) return out.emplace_int64() = *whole, true;
        json_failure failure;
        out = read_json(text, failure, max_record_depth, storage_);
        return !failure.code;
    }

    static void read_string(std::string_view text, boost::json::value& out) {
        if (text.find('\\') == std::string_view::npos) {
            out.emplace_string() = boost::json::string_view{text.data(), text.size()};
            return;
        }
        const std::string decoded = decoded_string(text);
        out.emplace_string() = boost::json::string_view{decoded.data(), decoded.size()};
    }

    const wanted_keys& wanted_;
    boost::json::storage_ptr storage_;
    object outer_;
    object inner_; ///< the record inside an event
    const char* end_ = nullptr;
};

} // namespace calque::detail

// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/impl/evaluate/record_frame.hpp>
#include <calque/impl/response/json_scanner.hpp>
#include <calque/impl/response/read_value.hpp>
#include <calque/schema.hpp>

#include <boost/container/small_vector.hpp>
#include <boost/json/value_stack.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Reading of a record's text only what a filter asks for.
namespace calque::detail {

/// The members of a record that have to do with a filter; others are passed over.
class wanted_keys {
public:
    enum use : std::uint8_t { none = 0, counted = 1, read = 2, inner = 4 };

    void add(std::string_view name, use how) {
        for (entry& each : entries_)
            if (each.name == name) return each.how = static_cast<std::uint8_t>(each.how | how), void();
        entries_.push_back({std::string{name}, how});
        index();
    }

    /// What a member is for: uses, each a bit.
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
    std::vector<std::uint32_t> slots_; ///< a hash table of places in `entries_`, counted from 1
};

/// Makes a value of the wanted members of one record, token by token.
class record_projection {
public:
    record_projection(const wanted_keys& wanted, boost::json::storage_ptr storage, std::span<unsigned char> room)
        : wanted_{wanted}, stack_{storage, room.data(), room.size()} {
        stack_.reset(std::move(storage));
    }

    /// The object with the fields of a record that was read to its end: its own, or the one at `inner_key` where that has
    /// more of a record's names, as `record_frame` has it. Null where it is no object.
    [[nodiscard]] const boost::json::object* take(const std::string& inner_key) {
        if (!whole_) return nullptr;
        record_ = stack_.release();
        const boost::json::object& record = record_.get_object();
        const boost::json::value* const inner = names_inside_ > names_ ? record.if_contains(inner_key) : nullptr;
        return inner != nullptr ? inner->if_object() : &record;
    }

    void open(json_kind kind) {
        const bool object = kind == json_kind::object;
        if (skips_value() || (levels_.empty() && !object)) ++skipped_;
        else levels_.push_back({0, object && (levels_.empty() || (selects() && (use_ & wanted_keys::inner) != 0))});
    }

    void close(json_kind kind) {
        if (skipped_ > 0) return --skipped_, void();
        const std::size_t members = levels_.back().members;
        levels_.pop_back();
        if (kind == json_kind::object) stack_.push_object(members);
        else stack_.push_array(members);
        if (levels_.empty()) whole_ = true;
        else ++levels_.back().members;
    }

    void key(std::string_view name, bool escaped) {
        if (skipped_ > 0) return;
        std::string decoded;
        if (escaped) name = decoded = decoded_string(name);
        if (selects()) {
            use_ = wanted_.use_of(name);
            if (levels_.size() > 1) use_ &= static_cast<std::uint8_t>(~wanted_keys::inner);
            if ((use_ & wanted_keys::counted) != 0) ++(levels_.size() > 1 ? names_inside_ : names_);
            if (skips_value()) return;
        }
        stack_.push_key({name.data(), name.size()});
    }

    void scalar(const json_atom& atom) {
        if (levels_.empty() || skips_value()) return;
        push(atom);
        ++levels_.back().members;
    }

    void comma() noexcept {}
    [[nodiscard]] static const char* objects(const char*, const char*) noexcept { return nullptr; }

private:
    struct level {
        std::size_t members;
        bool selects; ///< whether only wanted members are read
    };

    [[nodiscard]] bool selects() const noexcept { return !levels_.empty() && levels_.back().selects; }
    [[nodiscard]] bool skips_value() const noexcept {
        return skipped_ > 0 || (selects() && (use_ & (wanted_keys::read | wanted_keys::inner)) == 0);
    }

    void push(const json_atom& atom) {
        switch (atom.form) {
        case atom_form::null: return stack_.push_null();
        case atom_form::no: return stack_.push_bool(false);
        case atom_form::yes: return stack_.push_bool(true);
        case atom_form::decimal:
        case atom_form::number: return push_number(atom);
        case atom_form::string: return push_string(atom);
        case atom_form::none:
        case atom_form::time:
        case atom_form::array:
        case atom_form::object: return; // the scanner has none
        }
    }

    void push_number(const json_atom& number) {
        if (std::int64_t whole = 0; read_whole(number, whole)) return stack_.push_int64(whole);
        if (const auto large = convert<std::uint64_t>(number.text)) return stack_.push_uint64(*large);
        stack_.push_double(read_double(number));
    }

    void push_string(const json_atom& text) {
        if (!text.escaped) return stack_.push_string({text.text.data(), text.text.size()});
        const std::string decoded = decoded_string(text.text);
        stack_.push_string({decoded.data(), decoded.size()});
    }

    const wanted_keys& wanted_;
    boost::json::value_stack stack_;
    boost::json::value record_;
    boost::container::small_vector<level, 16> levels_; ///< of what is kept; it is open
    std::size_t skipped_ = 0;                          ///< arrays and objects that are open and are not kept
    std::uint8_t use_ = wanted_keys::none;             ///< of the member at hand
    std::size_t names_ = 0;
    std::size_t names_inside_ = 0;
    bool whole_ = false;
};

} // namespace calque::detail

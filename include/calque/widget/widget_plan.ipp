// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/error.hpp>
#include <calque/widget/widget_plan.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace calque {

CALQUE_DECL widget_plan::widget_plan(std::span<const std::int64_t> ids, std::size_t most) : most_{most} {
    if (ids.empty()) throw system_error{errc::bad_request_setting, "there is no widget id"};
    if (most == 0) throw system_error{errc::bad_request_setting, "a request must hold at least one widget id"};
    for (const std::int64_t id : ids)
        if (places_.try_emplace(id, ids_.size()).second) ids_.push_back(id);
    slots_.resize(ids_.size());
}

CALQUE_DECL void widget_plan::take(std::vector<widget_data> results) {
    const auto note = [](std::vector<std::int64_t>& to, std::int64_t id) {
        if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
    };
    for (widget_data& each : results) {
        const auto place = each.widget_id ? places_.find(*each.widget_id) : places_.end();
        if (place == places_.end()) {
            if (each.widget_id) note(unrequested_, *each.widget_id);
            others_.push_back(std::move(each));
        } else if (slots_[place->second]) {
            note(repeated_, place->first);
        } else {
            slots_[place->second] = std::move(each);
            ++arrived_;
        }
    }
}

CALQUE_DECL widget_collection widget_plan::finish() {
    widget_collection out;
    out.repeated = std::move(repeated_);
    out.unrequested = std::move(unrequested_);
    out.warnings = std::move(warnings_);
    for (std::size_t i = 0; i < ids_.size(); ++i) {
        if (slots_[i]) out.results.push_back(*std::move(slots_[i]));
        else out.missing.push_back(ids_[i]);
    }
    std::move(others_.begin(), others_.end(), std::back_inserter(out.results));
    return out;
}

} // namespace calque

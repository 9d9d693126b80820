// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/page_choice.hpp>
#include <calque/stand_in/detail/responder.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace calque::detail::stand_in_parts {

/// A parsed request, as handlers receive it.
struct incoming {
    const http_request& request;
    query asked;
    page_choice page;
    std::int64_t id; ///< the path's `{id}`
    std::string url; ///< without the query, for links
    instant moment;
};

/// Returns one page of a list: `{"next":…,"previous":…,"results":[…]}`. `write_head` writes the members before;
/// `write_one` is called with the index of each item on the page.
///
/// *Errors*: throws `refusal` with 404 if there is no such page (inferred).
template <class WriteHead, class WriteOne>
[[nodiscard]] http_response answer_page(const incoming& from, std::size_t count, const WriteHead& write_head,
                                        const WriteOne& write_one) {
    const auto range = from.page.range(count);
    if (!range) throw refusal{detail_response(404, "Invalid page.")};
    json_out out;
    const auto link = [&](std::string_view name, bool next) {
        out.key(name);
        if (const auto neighbour = from.page.neighbour(count, next)) out.text(from.url + *neighbour);
        else out.null();
    };
    out.open('{');
    write_head(out);
    link("next", true);
    link("previous", false);
    out.key("results").open('[');
    for (std::size_t i = range->first; i < range->second; ++i) write_one(out, i);
    out.close(']').close('}');
    return json_response(200, std::move(out).take());
}

/// Returns a page of records, which are counted only on request, and only up to 10000 (api/README.md, "Pages").
template <class WriteOne>
[[nodiscard]] http_response answer_records(const incoming& from, std::size_t count, const WriteOne& write_one) {
    constexpr std::size_t most = 10'000;
    const auto write_count = [&](json_out& out) {
        if (from.asked.flag("include_count"))
            out.key("count").number(std::min(count, most)).key("count_capped").flag(count > most);
    };
    return answer_page(from, count, write_count, write_one);
}

} // namespace calque::detail::stand_in_parts

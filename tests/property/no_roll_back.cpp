// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call_log.hpp>
#include <calque/metric.hpp>
#include <calque/parse.hpp>
#include <calque/run.hpp>
#include <calque/text/grammar/constexpr_parser.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>

#include "property/texts.hpp"
#include "property/there_and_back.hpp"

BOOST_AUTO_TEST_SUITE(no_roll_back_tests)

// No alternative of the grammar undoes what another one appended: in a valid text, every condition that was begun is
// finished, and a refused alternative leaves nothing behind.

namespace detail = calque::detail;

/// Counts conditions begun and finished, and checks that a refusal does not change the tree.
class watching_context : public detail::parse_context<detail::null_reporter> {
    using base = detail::parse_context<detail::null_reporter>;

public:
    using base::base;

    bool begin_condition(const detail::token& where, const detail::path_scan& path, const char* end) {
        const std::size_t nodes = mark(), text = arena().size();
        const bool refused = is_refused(), warned = has_warnings();
        if (base::begin_condition(where, path, end)) return ++begun, true;
        // A decoded name remains in the arena until it is kept, so the arena may grow if the name is quoted.
        const bool same_text = arena().size() == text || path.quoted;
        clean = clean && mark() == nodes && same_text && is_refused() == refused && has_warnings() == warned;
        return false;
    }
    bool add_null_test(const detail::token& where, bool null) { return ++finished, base::add_null_test(where, null); }
    bool close_list(const detail::token& where) { return ++finished, base::close_list(where); }
    bool continue_range() { return range = true, base::continue_range(); }
    bool add_literal(const detail::token& where, const detail::literal& what, detail::text_slice text) {
        const std::size_t nodes = mark();
        const bool listed = in_list();
        if (!base::add_literal(where, what, text)) return false;
        if (!listed && mark() > nodes) ++finished; // a range's lower bound waits for the upper one
        return true;
    }

    std::size_t begun = 0;
    std::size_t finished = 0;
    bool range = false;
    bool clean = true;
};

struct counts {
    std::size_t filters = 0;
    std::size_t texts = 0;

    template <calque::schema Schema>
    void watch(const std::string& text) {
        ++texts;
        detail::filter_data data;
        detail::null_reporter silence;
        const calque::parse_options options;
        watching_context on{calque::schema_of<Schema>, options, data, silence};
        detail::written_values values;
        if (!detail::constexpr_parser{on, values, text.data(), text.data() + text.size()}.filter()) return;
        ++filters;
        property::demand(on.clean, [&] { return "what was refused had appended something: " + text; });
        property::demand(on.begun == on.finished, [&] {
            return std::to_string(on.begun) + " conditions begun, " + std::to_string(on.finished) +
                   " finished: " + text;
        });
    }
};

BOOST_AUTO_TEST_CASE(every_begun_condition_is_finished) {
    property::text_maker make{15};
    counts all;
    for (std::size_t i = 0; i < 6'000; ++i) {
        const std::string text = make.filter(3);
        for (const std::string& each : {text, make.mutated(text)}) {
            all.watch<calque::call_log>(each);
            all.watch<calque::run>(each);
            all.watch<calque::metric>(each);
            all.watch<calque::open_schema>(each);
        }
    }
    std::cout << all.texts << " texts were watched, " << all.filters << " of them filters\n";
    BOOST_TEST(all.filters > all.texts / 4);
}

BOOST_AUTO_TEST_SUITE_END()

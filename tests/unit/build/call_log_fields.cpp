// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/build/call_log_fields.hpp>
#include <calque/text/print/print.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(call_log_fields_tests)

using namespace calque::call_log_fields;

/// Each object has the name of its field and an operator of its type.
BOOST_AUTO_TEST_CASE(each_object_prints_its_field_name) {
    const auto text = [](const calque::filter<calque::call_log>& filter) { return calque::print(filter); };
    BOOST_TEST(text(id == 1) == "id = 1");
    BOOST_TEST(text(success == true) == "success = true");
    BOOST_TEST(text(duration >= 60) == "duration >= 60");
    BOOST_TEST(text(customer_number == "1") == "customer_number = \"1\"");
    BOOST_TEST(text(call_ended_reason == "x") == "call_ended_reason = \"x\"");
    BOOST_TEST(text(dropoff_point == "x") == "dropoff_point = \"x\"");
    BOOST_TEST(text(topic == "x") == "topic = \"x\"");
    BOOST_TEST(text(timestamp >= calque::relative_time{}) == "timestamp >= now");
    BOOST_TEST(text(is_reviewed == false) == "is_reviewed = false");
    BOOST_TEST(text(agent_id == 1) == "agent.id = 1");
    BOOST_TEST(text(agent_name == "x") == "agent.agent_name = \"x\"");
    BOOST_TEST(text(metadata["a b"] == "x") == "metadata.\"a b\" = \"x\"");
    BOOST_TEST(text(metric_value > 1) == "metric_evaluations.value > 1");
    BOOST_TEST(text(metric_id == 1) == "metric_evaluations.metric.id = 1");
    BOOST_TEST(text(metric_name == "x") == "metric_evaluations.metric.name = \"x\"");
}

BOOST_AUTO_TEST_SUITE_END()

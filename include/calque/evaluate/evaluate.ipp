// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/detail/plan.hpp>
#include <calque/evaluate/evaluate.hpp>

#include <boost/json/monotonic_resource.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

namespace calque::detail {

CALQUE_DECL evaluation_plan_ptr make_evaluation_plan(const filter_data& data, const schema_view& fields,
                                                     const evaluate_options& options) {
    const instant moment =
        options.now.value_or(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
    const condition_compiler maker{fields, options.assumptions.value_or(fields.assumptions), moment,
                                   options.regex_steps};
    evaluation_plan plan = plan_compiler{data, fields, maker}.compile();
    plan.listener = options.listener;
    return std::make_shared<const evaluation_plan>(std::move(plan));
}

CALQUE_DECL result<bool> run_evaluation(const evaluation_plan& plan, const boost::json::object& record) {
    try {
        return plan.run(record);
    } catch (const system_error& failure) {
        return {boost::system::in_place_error, failure.code()};
    }
}

CALQUE_DECL result<bool> run_evaluation(const evaluation_plan& plan, const boost::json::value& record) {
    if (const auto* object = record.if_object()) return run_evaluation(plan, *object);
    return {boost::system::in_place_error, make_error_code(errc::bad_record)};
}

CALQUE_DECL result<bool> run_evaluation_of_text(const evaluation_plan& plan, std::string_view record) {
    std::array<unsigned char, 4096> first_memory;
    boost::json::monotonic_resource memory{first_memory.data(), first_memory.size()};
    record_text text{plan.wanted, &memory};
    const boost::json::object* const fields = text.read(record);
    if (fields == nullptr) return {boost::system::in_place_error, make_error_code(errc::bad_record)};
    try {
        return plan.run_fields(*fields);
    } catch (const system_error& failure) {
        return {boost::system::in_place_error, failure.code()};
    }
}

} // namespace calque::detail

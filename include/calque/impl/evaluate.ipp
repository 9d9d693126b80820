// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate.hpp>
#include <calque/impl/evaluate/plan.hpp>

#include <chrono>
#include <memory>

namespace calque::detail {

CALQUE_DECL evaluation_plan_ptr make_evaluation_plan(const filter_data& data, const schema_view& fields,
                                                     const evaluate_options& options) {
    const instant moment =
        options.now.value_or(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
    const condition_maker maker{options.assumptions.value_or(fields.assumptions), moment, options.regex_steps};
    return std::make_shared<const evaluation_plan>(plan_compiler{data, fields, maker}.compile());
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

} // namespace calque::detail

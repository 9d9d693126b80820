// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/detail/condition.hpp>
#include <calque/evaluate/detail/record_text.hpp>
#include <calque/evaluate/evaluate.hpp>
#include <calque/evaluate/record_frame.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace calque::detail {

/// A `same_row` test: the relation, and the first of the steps that one of its rows must pass.
struct row_test {
    relation_path relation{};
    std::string name{}; ///< of the relation; reported to the listener
    std::uint32_t first_step = 0;
};

/// A test and its two jump targets, each a step, `accept` or `reject`.
struct evaluation_step {
    std::variant<row_test, condition> test{};
    std::uint32_t if_true = 0;
    std::uint32_t if_false = 0;
};

/// A compiled filter: tests in source order, with jumps in place of `and` and `or`.
///
/// Execution needs no stack, however deeply the filter is nested.
struct evaluation_plan {
    static constexpr std::uint32_t accept = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::uint32_t reject = accept - 1;

    std::vector<evaluation_step> steps;
    record_frame frame;
    wanted_keys wanted{}; ///< members to read from a record's text
    record_listener listener{};

    /// Returns whether the filter matches a record, or the record inside an event.
    [[nodiscard]] bool run(const boost::json::object& record) const { return run_fields(frame.fields_of(record)); }

    /// As `run`, for the object that holds the fields.
    [[nodiscard]] bool run_fields(const boost::json::object& fields) const {
        return decide(0, [&](const auto& test) { return holds(test, fields); });
    }

private:
    template <class Test>
    [[nodiscard]] bool decide(std::uint32_t at, const Test& test) const {
        while (at < steps.size()) {
            const evaluation_step& step = steps[at];
            at = std::visit(test, step.test) ? step.if_true : step.if_false;
        }
        return at == accept;
    }

    [[nodiscard]] bool holds(const condition& test, const boost::json::object& record) const {
        return test.holds(record, listener);
    }

    [[nodiscard]] bool holds(const row_test& test, const boost::json::object& record) const {
        const std::size_t row_keys = test.relation.keys().size();
        const auto in_row = [&](const boost::json::object* row, bool elsewhere) {
            return decide(test.first_step, overloaded{
                                               [&](const condition& each) {
                                                   return each.holds_in_row(row, row_keys, elsewhere, listener);
                                               },
                                               [](const row_test&) { return false; }, // `same_row` groups do not nest
                                           });
        };
        if (row_keys == 0) return in_row(&record, false);
        const related_rows related = test.relation.reach(record);
        const auto rows = related.rows();
        if (rows.empty()) report_relation(listener, test.name, related);
        return std::ranges::any_of(
            rows, [&](const boost::json::value& row) { return in_row(row.if_object(), related.elsewhere); });
    }
};

/// A compiler of a filter's nodes, which are in pre-order; makes two passes and does not recurse.
class plan_compiler {
public:
    plan_compiler(const filter_data& data, const schema_view& fields, const condition_compiler& maker)
        : data_{data}, fields_{fields}, maker_{maker}, nodes_(data.nodes.size()) {}

    [[nodiscard]] evaluation_plan compile() {
        number_steps();
        evaluation_plan plan{.steps = {}, .frame = record_frame{fields_}};
        plan.steps.reserve(nodes_.size());
        if (nodes_.empty()) return plan;
        nodes_[0].if_true = evaluation_plan::accept;
        nodes_[0].if_false = evaluation_plan::reject;
        std::size_t rows_end = 0;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            const node& each = data_.nodes[i];
            if (each.kind == node_kind::item) continue;
            if (each.kind == node_kind::comparison) {
                add_step(plan, i).test.emplace<condition>(
                    each.operation == op::in ? maker_.make(membership{data_, fields_, i})
                                             : maker_.make(comparison{data_, fields_, i}, i < rows_end));
                continue;
            }
            if (each.kind == node_kind::same_row) {
                rows_end = i + each.extent;
                row_test& made = add_step(plan, i).test.emplace<row_test>();
                made.relation = relation_of(i);
                for (const std::string& key : made.relation.keys())
                    made.name.append(made.name.empty() ? "" : ".") += key;
                made.first_step = nodes_[i].step + 1;
                nodes_[i].if_true = evaluation_plan::accept;
                nodes_[i].if_false = evaluation_plan::reject;
            }
            link_children(i);
        }
        add_wanted(plan);
        return plan;
    }

private:
    struct target {
        std::uint32_t step = 0; ///< first step of this subtree
        std::uint32_t if_true = 0;
        std::uint32_t if_false = 0;
    };

    /// Constructs the test in place: moving it triggers a false "maybe uninitialized" warning in g++ 12.
    [[nodiscard]] evaluation_step& add_step(evaluation_plan& plan, std::size_t i) const {
        evaluation_step& made = plan.steps.emplace_back();
        made.if_true = nodes_[i].if_true;
        made.if_false = nodes_[i].if_false;
        return made;
    }

    static void add_wanted(evaluation_plan& plan) {
        const auto read = [&](const std::string& key) { plan.wanted.add(key, wanted_keys::read); };
        for (const evaluation_step& step : plan.steps)
            if (const auto* const test = std::get_if<condition>(&step.test)) test->path.first_keys(read);
        if (plan.frame.inner_key().empty()) return;
        plan.wanted.add(plan.frame.inner_key(), wanted_keys::inner);
        for (const std::string& name : plan.frame.names()) plan.wanted.add(name, wanted_keys::counted);
    }

    void number_steps() noexcept {
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            nodes_[i].step = next;
            const node_kind kind = data_.nodes[i].kind;
            if (kind == node_kind::same_row || kind == node_kind::comparison) ++next;
        }
    }

    /// Sets the jump targets of a group's children: a child that does not decide the group jumps to the next child;
    /// the last child takes the group's own targets.
    void link_children(std::size_t i) noexcept {
        const std::size_t end = i + data_.nodes[i].extent;
        for (std::size_t child = i + 1; child < end; child += data_.nodes[child].extent) {
            const std::size_t next = child + data_.nodes[child].extent;
            nodes_[child].if_true = nodes_[i].if_true;
            nodes_[child].if_false = nodes_[i].if_false;
            if (next == end) continue;
            const bool any = data_.nodes[i].kind == node_kind::any_of;
            (any ? nodes_[child].if_false : nodes_[child].if_true) = nodes_[next].step;
        }
    }

    /// Returns the relation of a `same_row` group. If the schema declares no relations, it is the longest key prefix
    /// shared by all of the group's fields, without each field's last key.
    [[nodiscard]] relation_path relation_of(std::size_t group) const {
        key_path shared;
        bool first = true;
        for (std::size_t i = group + 1; i < group + data_.nodes[group].extent; ++i) {
            if (data_.nodes[i].kind != node_kind::comparison) continue;
            const field_view where = comparison{data_, fields_, i}.field();
            const field_path path{fields_, *where.row, where.key};
            if (path.row_keys() != 0) return path.relation(); // all fields of the group share it
            const auto keys = path.keys().first(path.keys().size() - 1);
            if (std::exchange(first, false)) {
                shared.assign(keys.begin(), keys.end());
            } else {
                shared.erase(std::ranges::mismatch(shared, keys).in1, shared.end());
            }
        }
        return relation_path{std::move(shared)};
    }

    const filter_data& data_;
    const schema_view& fields_;
    const condition_compiler& maker_;
    std::vector<target> nodes_;
};

} // namespace calque::detail

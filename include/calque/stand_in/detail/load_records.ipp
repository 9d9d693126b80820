// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/record_frame.hpp>
#include <calque/json/json.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/stand_in/detail/generate_records.ipp>
#include <calque/stand_in/detail/responder.hpp>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace calque::detail::stand_in_parts {

/// Reads JSON lines, skipping blank ones.
[[nodiscard]] inline std::vector<boost::json::value> read_records(const std::filesystem::path& file) {
    const auto refuse = [&](const std::string& why) {
        throw system_error{errc::bad_records_file, file.string() + why};
    };
    std::ifstream in{file, std::ios::binary};
    if (!in) refuse(": cannot be opened");
    std::vector<boost::json::value> records;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (number == 1 && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3); // byte order mark
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        json_failure failure;
        boost::json::value record = read_json(line, failure);
        if (failure.code) refuse(" line " + std::to_string(number) + ": not JSON: " + failure.code.message());
        if (!record.is_object()) refuse(" line " + std::to_string(number) + ": not a JSON object");
        records.push_back(std::move(record));
    }
    if (in.bad()) refuse(": cannot be read");
    return records;
}

/// Checks records that were given as values; `noun` names a record in messages.
[[nodiscard]] inline std::vector<boost::json::value> checked(const std::vector<boost::json::value>& records,
                                                             std::string_view noun) {
    for (std::size_t i = 0; i < records.size(); ++i)
        if (!records[i].is_object())
            throw system_error{errc::bad_record,
                               std::string{noun} + ' ' + std::to_string(i + 1) + " is not a JSON object"};
    return records;
}

/// Returns call logs in the shapes that the API sends; reduces a webhook event to its call log.
[[nodiscard]] inline std::vector<boost::json::value> without_events(std::vector<boost::json::value> records) {
    const record_frame frame{schema_of<call_log>};
    for (boost::json::value& each : records) {
        const boost::json::object& fields = frame.fields_of(each.get_object());
        if (&fields != &each.get_object()) each = boost::json::value(fields);
    }
    return records;
}

CALQUE_DECL std::vector<boost::json::value> load_calls(const call_records& source, instant moment) {
    if (const auto* wanted = std::get_if<generated_calls>(&source)) return generate_calls(*wanted, moment);
    if (const auto* file = std::get_if<std::filesystem::path>(&source)) return without_events(read_records(*file));
    return without_events(checked(std::get<std::vector<boost::json::value>>(source), "call log"));
}

CALQUE_DECL std::vector<boost::json::value> load_runs(const run_records& source, instant moment) {
    if (const auto* wanted = std::get_if<generated_runs>(&source)) return generate_runs(*wanted, moment);
    if (const auto* file = std::get_if<std::filesystem::path>(&source)) return read_records(*file);
    return checked(std::get<std::vector<boost::json::value>>(source), "run");
}

} // namespace calque::detail::stand_in_parts

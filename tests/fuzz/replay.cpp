// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Feeds inputs to a fuzz target without a fuzzer, so that the ordinary tests replay them with any compiler.
//
// replay PATH...: every file of a directory is an input; of another path, every line is one.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "guarded_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::size_t inputs = 0;

void feed(const std::string& where, const std::string& input) {
    std::cout << where << std::endl; // if the target aborts, the last line names the input
    const guarded::text text{input, guarded::side::back};
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.view().data()), input.size());
    ++inputs;
}

void feed_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    feed(path.filename().string(), {std::istreambuf_iterator<char>{file}, {}});
}

void feed_lines(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
        const std::string where = path.filename().string() + ':' + std::to_string(++number);
        feed(where, line);
        feed(where + " and a blank", line + ' '); // the targets read an input that ends with an odd byte in strict mode
        feed(where + " and a line break", line + "\r\t");
    }
}

} // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::filesystem::path path{argv[i]};
        if (!std::filesystem::is_directory(path)) feed_lines(path);
        else
            for (const auto& each : std::filesystem::directory_iterator{path})
                if (each.is_regular_file()) feed_file(each.path());
    }
    std::cout << inputs << " inputs\n";
    return inputs > 0 ? 0 : 1;
}

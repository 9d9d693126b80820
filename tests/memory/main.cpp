// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <cstdlib>

bool decoding_takes_little_memory();
bool parsing_takes_little_memory();

int main() {
    const bool decoding = decoding_takes_little_memory();
    const bool parsing = parsing_takes_little_memory();
    return decoding && parsing ? EXIT_SUCCESS : EXIT_FAILURE;
}

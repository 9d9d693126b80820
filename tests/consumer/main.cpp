// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "work.hpp"

int main() { return works() ? 0 : 1; }

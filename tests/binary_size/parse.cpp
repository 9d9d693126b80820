// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>

int main(int count, char** arguments) { return count > 1 && calque::parse(arguments[1]).has_value() ? 0 : 1; }

// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
int main() {}

// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/version.hpp>

#if __cplusplus < 202002L
#error "calque needs C++20: compile with -std=c++20 or newer"
#endif

#if BOOST_VERSION < 108100
#error "calque needs Boost 1.81 or newer"
#endif

// Header-only, every body is inline and each header ends by including its own. In compiled mode the target defines
// CALQUE_SEPARATE_COMPILATION, and the bodies are those of the one source file that includes <calque/src.hpp>.
#ifdef CALQUE_SEPARATE_COMPILATION
#define CALQUE_DECL
#else
#define CALQUE_DECL inline
#define CALQUE_HEADER_ONLY
#endif

// The same for what runs only where a text is wrong: compilers make it small rather than fast.
#define CALQUE_COLD_DECL [[gnu::cold]] CALQUE_DECL

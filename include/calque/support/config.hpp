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

// In header-only mode all bodies are inline, and each header includes its own at the end. In compiled mode the target
// defines CALQUE_SEPARATE_COMPILATION, and one source file that includes <calque/src.hpp> contains all bodies.
#ifdef CALQUE_SEPARATE_COMPILATION
#define CALQUE_DECL
#else
#define CALQUE_DECL inline
#define CALQUE_HEADER_ONLY
#endif

// Like CALQUE_DECL, for error paths: compilers optimize them for size instead of speed.
#define CALQUE_COLD_DECL [[gnu::cold]] CALQUE_DECL

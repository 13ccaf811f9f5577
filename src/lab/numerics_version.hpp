#pragma once

#include <string>

namespace adamant {

/// What an outcome depends on besides the words of its cell: the sources of the mathematics and of the
/// laboratory's runs, by the hash that the build takes of them; compiler, flags and libraries; and the
/// processor, whose vector instructions decide last bits. 32 hexadecimal digits.
///
/// Not in it: the BLAS, which is chosen when the program starts.
const std::string& numerics_version();

}  // namespace adamant

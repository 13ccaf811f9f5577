#pragma once

#include <span>
#include <string>
#include <vector>

namespace adamant {

/// A real matrix that a Debian package holds. The program only knows how to read it: the data stay the
/// package's, and no copy of them comes with this project.
struct DataSet {
  const char* name;
  const char* what;
  const char* package;  ///< Debian's
  const char* licence;  ///< of the data, and whether they may be passed on
  bool complete;        ///< every entry is given; otherwise those that are listed
  bool (*right_size)(long m, long n, long entries);
  std::vector<std::string>
      reader;  ///< program and words that print `m n entries`, then the numbers
};

std::span<const DataSet> data_sets();

}  // namespace adamant

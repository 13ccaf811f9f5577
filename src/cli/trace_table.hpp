#pragma once

#include "optim/trace.hpp"

#include <string>
#include <vector>

namespace adamant {

/// The rows of a run as text: CSV with every digit, and a summary with a few.
///
/// A cell that is not defined is empty. At 53 bits a number is the shortest that reads back to the same
/// double, beyond that it has the digits that its tier needs.
template <Real S>
class TraceTable {
 public:
  void add(const TraceRow<S>& row);
  bool empty() const { return rows_ == 0; }
  const std::string& csv() const { return csv_; }
  /// First and last row side by side, and where eu was lowest.
  std::string summary() const;
  /// eu, or the loss where there is none, of the last row: for a progress bar.
  std::string now() const;

 private:
  long rows_ = 0;
  std::string csv_;
  TraceRow<S> first_, last_, best_;
};

extern template class TraceTable<double>;
extern template class TraceTable<Real113>;
extern template class TraceTable<Real256>;
extern template class TraceTable<Real512>;

}  // namespace adamant

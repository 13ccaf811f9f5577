#pragma once

#include "lab/completion_case.hpp"
#include "lab/completion_plan.hpp"

#include <memory>

namespace adamant {

/// Looks on while a run goes from W_t to W_{t+1}, and says at the end what it saw.
class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void see(long t, const Matrix<double>& W, const Matrix<double>& next) = 0;
  virtual std::map<std::string, double> values() const = 0;
};

/// What the plan asks to record; null for `end`.
std::unique_ptr<Recorder> recorder_of(const CompletionPlan& plan, const CompletionCase& x);

}  // namespace adamant

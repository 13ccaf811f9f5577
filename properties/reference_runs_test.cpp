#include "lab/laboratory.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

Outcomes run(const std::string& words, int seeds = 3) {
  const Cell cell{"reference", words_from(words), 0, seeds};
  return measurement_of(cell, {}).run(cell);
}

TEST(ReferenceRuns, EverySolverRecoversWhatIsEasy) {
  for (const char* solver : {"solver=nuclear-minimum", "solver=soft-impute;share=1/10000",
                             "solver=hard-impute", "solver=als"})
    for (const Outcome& o : run(std::string("n=12;r=1;p=0.8;") + solver)) {
      EXPECT_EQ(o.end, RunEnd::finished) << solver;
      EXPECT_LT(o.values.at("eu"), 1e-2) << solver;
      EXPECT_LE(o.values.at("criterion"), 1e-7) << solver;
    }
}

TEST(ReferenceRuns, WhatDoesNotConvergeHasTimedOut) {
  for (const Outcome& o : run("n=12;p=0.5;r=2;solver=nuclear-minimum;steps=3"))
    EXPECT_EQ(o.end, RunEnd::timed_out);
}

TEST(ReferenceRuns, AnUnknownSolverIsRefused) {
  EXPECT_THROW(run("n=12;p=0.5;r=2;solver=magic"), std::invalid_argument);
  EXPECT_THROW(run("n=12;p=0.5;r=2"), std::invalid_argument);
}

}  // namespace
}  // namespace adamant

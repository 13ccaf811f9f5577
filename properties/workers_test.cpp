#include "cli/workers.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <map>

namespace adamant {
namespace {

using Kind = WorkResult::Kind;

std::map<int, WorkResult> results_of(Work work) {
  std::map<int, WorkResult> results;
  work.done = [&](int index, const WorkResult& result) { results[index] = result; };
  EXPECT_TRUE(run_in_processes(work));
  return results;
}

TEST(Workers, EveryPieceComesBackWhole) {
  const auto results = results_of({.count = 20, .jobs = 3, .run = [](int i, const auto&) {
                                     return std::string(static_cast<std::size_t>(i) * 10000, 'x');
                                   }});
  ASSERT_EQ(results.size(), 20U);
  for (const auto& [i, result] : results) {
    EXPECT_EQ(result.kind, Kind::done);
    EXPECT_EQ(result.bytes.size(), static_cast<std::size_t>(i) * 10000);
  }
}

TEST(Workers, ACrashCostsOnePieceAndLeavesItsLastNote) {
  const auto results = results_of({.count = 3, .jobs = 2, .run = [](int i, const auto& note) {
                                     note("case " + std::to_string(i));
                                     if (i == 1) std::raise(SIGSEGV);
                                     return std::string("ok");
                                   }});
  EXPECT_EQ(results.at(0).kind, Kind::done);
  EXPECT_EQ(results.at(1).kind, Kind::crashed);
  EXPECT_EQ(results.at(1).signal, SIGSEGV);
  EXPECT_EQ(results.at(1).last_note, "case 1");
  EXPECT_EQ(results.at(2).kind, Kind::done);
}

TEST(Workers, AnExceptionAndAnExitAreCrashesToo) {
  const auto results =
      results_of({.count = 2, .jobs = 1, .run = [](int i, const auto&) -> std::string {
                    if (i == 0) throw std::runtime_error("no");
                    _exit(7);
                  }});
  EXPECT_EQ(results.at(0).kind, Kind::crashed);
  EXPECT_EQ(results.at(1).kind, Kind::crashed);
}

TEST(Workers, AHangIsEndedAndTheRestGoesOn) {
  const auto results =
      results_of({.count = 3, .jobs = 1, .timeout = 0.2, .run = [](int i, const auto&) {
                    if (i == 0) pause();
                    for (volatile int k = 0; i == 1; k = k + 1) {
                    }
                    return std::string("ok");
                  }});
  EXPECT_EQ(results.at(0).kind, Kind::timed_out);
  EXPECT_EQ(results.at(1).kind, Kind::timed_out);
  EXPECT_LT(results.at(1).seconds, results.at(0).seconds);
  EXPECT_EQ(results.at(2).bytes, "ok");
}

TEST(Workers, WhatWaitsIsNotEndedByTheLimitOfTheProcessor) {
  const auto results = results_of({.count = 1, .timeout = 0.3, .run = [](int, const auto&) {
                                     usleep(600000);
                                     return std::string("ok");
                                   }});
  EXPECT_EQ(results.at(0).bytes, "ok");
}

TEST(Workers, AnInterruptStopsTheRest) {
  Work work{.count = 100, .jobs = 1, .run = [](int i, const auto&) {
              if (i == 2) kill(getppid(), SIGINT);
              usleep(20000);
              return std::string("ok");
            }};
  int done = 0;
  work.done = [&](int, const WorkResult&) { ++done; };
  EXPECT_FALSE(run_in_processes(work));
  EXPECT_GE(done, 2);
  EXPECT_LT(done, 100);
}

}  // namespace
}  // namespace adamant

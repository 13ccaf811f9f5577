#include "claim/case.hpp"
#include "claim/enclosed.hpp"
#include "properties/domains/completion_run.hpp"
#include "properties/domains/gradient_run.hpp"
#include "properties/domains/spectral_matrix.hpp"
#include "properties/implementation.hpp"
#include "properties/properties.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

/// A counterexample is minimal where no instance that its domain calls simpler is judged as it is: no row, no
/// column, no step, no observed entry, no bit of a number can be taken from it.
testing::AssertionResult is_minimal(const Evidence& evidence, const EvidenceRecord& record,
                                    const Settings& settings = {}) {
  const Instance x = evidence.domain->parse(record.counterexample);
  for (const Instance& y : evidence.domain->simpler(x)) {
    const CaseResult result = try_case(evidence, y, on_trial(), settings);
    if (!result.discarded && result.judgement.status == record.status)
      return testing::AssertionFailure()
             << evidence.domain->text(y) << " would do instead of " << record.counterexample;
  }
  return testing::AssertionSuccess();
}

EvidenceRecord record_of(const Evidence& evidence) {
  static Claim claim;
  claim = {.id = "T1",
           .name = "planted",
           .states = "",
           .given = "",
           .source = {"test", ""},
           .holds = evidence};
  return try_claim(claim, on_trial(), {}).evidence.at(0);
}

/// Every kind of evidence that searches, with what it found in the end.
void expect_least(const Evidence& evidence, Status status, std::string_view least) {
  SCOPED_TRACE(name_of(evidence.kind));
  const EvidenceRecord record = record_of(evidence);
  EXPECT_EQ(record.status, status);
  EXPECT_EQ(record.counterexample, least);
  EXPECT_LT(record.shrinks, Settings{}.max_shrinks);
  EXPECT_TRUE(is_minimal(evidence, record));
}

constexpr auto fewer_than_three_steps = []<class S>(const Implementation<S>&,
                                                    const GradientRun& x) {
  return holds_that(x.T() < 3, "three steps");
};

TEST(Shrinking, OfSequencesEndsAtTheLeastNumberOfStepsOnTheLadderAndExactly) {
  constexpr auto least = "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[0]]|[[0]]|[[0]]";
  expect_least(forall(gradient_runs, fewer_than_three_steps), Status::refuted, least);
  expect_least(exactly(gradient_runs, fewer_than_three_steps), Status::refuted, least);
}

TEST(Shrinking, OfSequencesKeepsTheHypothesesAndTheBetasThatMatter) {
  const Evidence evidence =
      exactly(gradient_sequences, []<class S>(const Implementation<S>&, const GradientRun& x) {
        return holds_that(x.beta1.p * x.beta2.q <= x.beta2.p * x.beta1.q || x.T() < 2,
                          "beta1 > beta2 over two steps");
      });
  const EvidenceRecord record = record_of(evidence);
  EXPECT_EQ(record.status, Status::refuted);
  EXPECT_TRUE(is_minimal(evidence, record));
  const Instance x = gradient_sequences.parse(record.counterexample);
  EXPECT_EQ(static_cast<const GradientRun*>(x.get())->T(), 2);
}

TEST(Shrinking, OfSpectralMatricesEndsAtTheLeastRank) {
  const Evidence evidence =
      exactly(spectral_matrices, []<class S>(const Implementation<S>&, const SpectralMatrix& x) {
        return holds_that(x.r() < 2, "rank two");
      });
  const EvidenceRecord record = record_of(evidence);
  EXPECT_TRUE(is_minimal(evidence, record));
  const Instance instance = spectral_matrices.parse(record.counterexample);
  const auto& x = *static_cast<const SpectralMatrix*>(instance.get());
  EXPECT_EQ(x.r(), 2);
  EXPECT_EQ(x.m(), 2);
  EXPECT_EQ(x.n(), 2);
  EXPECT_TRUE(x.U.reflectors.empty() && x.V.reflectors.empty()) << record.counterexample;
}

TEST(Shrinking, OfMasksEndsAtTheOneEntryThatMatters) {
  const Evidence evidence =
      exactly(completion_runs, []<class S>(const Implementation<S>&, const CompletionRun& x) {
        return holds_that(x.Omega.count() < 2, "two entries observed");
      });
  const EvidenceRecord record = record_of(evidence);
  EXPECT_TRUE(is_minimal(evidence, record));
  const Instance instance = completion_runs.parse(record.counterexample);
  const auto& x = *static_cast<const CompletionRun*>(instance.get());
  EXPECT_EQ(x.Omega.count(), 2);
  EXPECT_EQ(x.M.rows * x.M.cols, 2);
  EXPECT_EQ(x.T, 1);
}

TEST(Shrinking, OfFailuresStaysWithTheException) {
  const Evidence evidence = exactly(
      gradient_runs, []<class S>(const Implementation<S>&, const GradientRun& x) -> Finding {
        if (x.epsilon.p > 0) throw std::domain_error("epsilon");
        return holds_that(x.c.p > 0, "a false relation is not a failure");
      });
  const EvidenceRecord record = record_of(evidence);
  EXPECT_TRUE(record.status == Status::failed || record.status == Status::refuted);
  EXPECT_TRUE(is_minimal(evidence, record));
}

TEST(Shrinking, OfOrdersAndOfBallsEndsAtTheLeastInstance) {
  constexpr auto of_order_one = []<class S>(const Implementation<S>&, const GradientRun& x,
                                            const S& h) {
    return S(magnitude<S>(x.c.as<S>()) * h);
  };
  const Evidence halving = order<10, 1>(gradient_sequences, of_order_one);
  const EvidenceRecord by_order = record_of(halving);
  EXPECT_EQ(by_order.status, Status::refuted);
  EXPECT_EQ(by_order.counterexample, "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[0]]");
  const EvidenceRecord by_balls = record_of(
      enclosed(gradient_sequences, []<class S>(const Implementation<S>&, const GradientRun& x) {
        return leq<S>(x.c.as<S>(), S(x.c.as<S>() / S(2)), x.c.as<S>());
      }));
  EXPECT_EQ(by_balls.status, Status::refuted);
  EXPECT_EQ(by_balls.counterexample, "eta=1;beta1=0;beta2=0;epsilon=0;c=1;G=[[0]]");
}

/// What the claims that are false end at: every counterexample that was found by search and simplified within
/// the limit.
TEST(Shrinking, EveryCounterexampleOfTheTablesIsMinimal) {
  int minimal = 0, stopped = 0;
  for (const Group& group : all_groups()) {
    for (const Claim& c : group.claims) {
      if (c.wanted() != Wanted::refuted) continue;
      const ClaimRecord record = try_claim(c, on_trial(), {.cases = 30});
      for (std::size_t k = 0; k < record.evidence.size(); ++k) {
        const EvidenceRecord& e = record.evidence[k];
        const Evidence& evidence = c.holds.items[k];
        if (!evidence.frozen.empty() || e.status != Status::refuted || e.counterexample.empty())
          continue;
        if (evidence.kind == EvidenceKind::proved) continue;  // a solution, not the end of a search
        EXPECT_LE(e.shrinks, Settings{}.max_shrinks) << c.id;
        if (e.shrinks == Settings{}.max_shrinks) {
          ++stopped;
          continue;
        }
        EXPECT_TRUE(is_minimal(evidence, e)) << c.id;
        ++minimal;
      }
    }
  }
  EXPECT_GT(minimal, 30);
  EXPECT_LT(stopped * 5, minimal);
  RecordProperty("minimal", minimal);
  RecordProperty("stopped_at_the_limit", stopped);
}

}  // namespace
}  // namespace adamant

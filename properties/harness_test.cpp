#include "claim/trial.hpp"
#include "properties/domains/draws.hpp"
#include "properties/implementation.hpp"
#include "properties/properties.hpp"
#include "properties/tables.hpp"

#include <gtest/gtest.h>

#include <set>

namespace adamant {
namespace {

constexpr double none = -std::numeric_limits<double>::infinity();

/// The findings of a relation with these excesses c_p at 53, 113, 256, 512 bits; bound log2(30) = 4.9.
std::vector<TierFinding> tiers(const std::vector<double>& excess) {
  std::vector<TierFinding> list;
  for (std::size_t i = 0; i < excess.size(); ++i)
    list.push_back({ladder_bits[i], {.log2_residual = excess[i] - ladder_bits[i]}});
  return list;
}

Status ladder(const std::vector<double>& excess) { return judge_ladder(tiers(excess)).status; }

/// The ladder of a relation that is false by 2^-bits: rounding hides it at the lower tiers.
Status ladder_of_defect(int defect_bits) {
  std::vector<double> excess;
  for (const int p : ladder_bits) excess.push_back(std::max(1, p - defect_bits));
  return ladder(excess);
}

TEST(Ladder, ATrueIdentityHolds) {
  EXPECT_EQ(ladder({-0.5, 1.5, -8, 1}), Status::holds);
  EXPECT_EQ(ladder({none, none, none, none}), Status::holds);
  EXPECT_EQ(ladder({1, none, 1, none}), Status::holds);
}

TEST(Ladder, ADefectBelowDoubleIsRefuted) {
  EXPECT_EQ(ladder_of_defect(20), Status::refuted);
  EXPECT_EQ(ladder_of_defect(66), Status::refuted);
  EXPECT_EQ(ladder_of_defect(100), Status::refuted);
}

TEST(Ladder, AZeroAmongLargeResidualsDoesNotHideThem) {
  EXPECT_EQ(ladder({none, 60, 200, 456}), Status::refuted);
  EXPECT_EQ(ladder({53, 113, none, 512}), Status::refuted);
}

TEST(Ladder, AZeroBeforeASmallResidualIsNotGrowth) {
  EXPECT_EQ(ladder({none, none, none, 3}), Status::holds);
}

TEST(Ladder, TwoTiersDecideNothing) {
  EXPECT_EQ(ladder({1, 1}), Status::undecided);
  EXPECT_EQ(ladder({53, 113}), Status::undecided);
  EXPECT_EQ(ladder({1, 1, 1}), Status::holds);
}

TEST(Ladder, WhatIsBeyondTheBoundWithoutGrowingIsUndecided) {
  EXPECT_EQ(ladder({20, 20, 20, 20}), Status::undecided);
  EXPECT_EQ(ladder({5, 20, 60, 160}), Status::undecided);
  EXPECT_EQ(ladder({30, 1, 1, 1}), Status::undecided);
}

TEST(Ladder, NotANumberNeverHolds) {
  auto all = tiers({1, 1, 1, 1});
  all[0].finding.finite = false;
  EXPECT_EQ(judge_ladder(all).status, Status::undecided);
  for (TierFinding& t : all) t.finding.finite = false;
  EXPECT_EQ(judge_ladder(all).status, Status::refuted);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(ladder({nan, nan, nan, nan}), Status::refuted);
  EXPECT_EQ(ladder({1, 1, nan, 1}), Status::undecided);
  EXPECT_EQ(ladder({1, 1, 1, nan}), Status::undecided);
}

TEST(Ladder, TheRateAndTheConditionBelongToTheClaim) {
  auto rounded = tiers({0, 0, 0, 0});
  for (TierFinding& t : rounded) t.finding.log2_residual = -2.0 / 3 * t.bits;
  EXPECT_EQ(judge_ladder(rounded).status, Status::undecided);
  for (TierFinding& t : rounded) t.finding.rate = 2.0 / 3;
  EXPECT_EQ(judge_ladder(rounded).status, Status::holds);
  for (TierFinding& t : rounded) t.finding.log2_residual = -1;
  EXPECT_EQ(judge_ladder(rounded).status, Status::refuted);
  auto conditioned = tiers({20, 20, 20, 20});
  for (TierFinding& t : conditioned) t.finding.log2_kappa = 16;
  EXPECT_EQ(judge_ladder(conditioned).status, Status::holds);
}

TEST(Ladder, AnExceptionFailsAndAScalarThatIsUnableTellsNothing) {
  auto all = tiers({1, 1, 1, 1});
  all[2].finding.unable = true;
  EXPECT_EQ(judge_ladder(all).status, Status::undecided);
  all[1].finding.failed = true;
  EXPECT_EQ(judge_ladder(all).status, Status::failed);
}

TEST(ExactRule, NothingButZeroHolds) {
  EXPECT_EQ(judge_exact({}).status, Status::holds);
  EXPECT_EQ(judge_exact({.log2_residual = -100000}).status, Status::refuted);
  EXPECT_EQ(judge_exact({.finite = false}).status, Status::refuted);
  EXPECT_EQ(judge_exact({.finite = false, .unable = true}).status, Status::undecided);
  EXPECT_EQ(judge_exact({.failed = true}).status, Status::failed);
}

TEST(OrderRule, TheLastHalvingsDecide) {
  const auto order = [](std::vector<double> log2_errors) {
    return judge_order({.rate = 2, .log2_errors = std::move(log2_errors)}).status;
  };
  EXPECT_EQ(order({0, -1, -3, -5, -7, -9}), Status::holds);
  EXPECT_EQ(order({0, -1, -2, -3, -4, -5}), Status::refuted);
  EXPECT_EQ(order({0, -2, -4, -6, -8, -9}), Status::undecided);
  EXPECT_EQ(order({0, -2, -4}), Status::undecided);
}

TEST(OrderRule, WithoutALeadingTermNothingIsSaid) {
  const auto silent = [](std::vector<double> log2_errors) {
    return is_silent_on_order({.rate = 2, .log2_errors = std::move(log2_errors)});
  };
  EXPECT_TRUE(silent({0, -3, -6, -9, -12, -15}));
  EXPECT_TRUE(silent({-99, -98, -101, -99, -100, -99}));
  EXPECT_FALSE(silent({0, -2, -4, -6, -8, -10}));
  EXPECT_FALSE(silent({0, -3, -6, -9, -12, -14}));
  EXPECT_FALSE(silent({-79, -81, -83, -85, -87, -89}));
  EXPECT_FALSE(silent({0, -1, -2, -3, -4, -5}));
  EXPECT_FALSE(silent({0, -3, -6}));
}

TEST(EnclosedRule, WhatIsUnknownIsUndecided) {
  EXPECT_EQ(judge_enclosed({}).status, Status::holds);
  EXPECT_EQ(judge_enclosed({.unknown = true}).status, Status::undecided);
  EXPECT_EQ(judge_enclosed({.log2_residual = 0}).status, Status::refuted);
  EXPECT_EQ(judge_enclosed({.finite = false}).status, Status::undecided);
}

/// A domain of its own: matrices of small integers.
struct Sample {
  DyadicMatrix A;

  static constexpr auto fields() { return std::tuple{field("A", &Sample::A, "mn")}; }
  std::vector<std::string> features() const { return {}; }
  double largest() const { return A.as<double>().maxCoeff(); }
};

bool is_sample(const Sample& x) { return x.A.rows > 0 && x.A.cols > 0; }
Sample draw_sample(Random& random, int) {
  return {draws::matrix(random, random.between(1, 5), random.between(1, 5), 4)};
}
constinit const DomainOf<Sample> samples =
    domain<Sample, draw_sample, is_sample>("samples", "matrices");

template <class Statement>
ClaimRecord tried(Statement statement, const Settings& settings = {}) {
  static const OnTrial on_trial = reference();
  static Claim claim;
  claim = {.id = "T1",
           .name = "planted",
           .states = "",
           .given = "",
           .source = {"test", ""},
           .holds = forall_and_exactly(samples, statement)};
  return try_claim(claim, on_trial, settings);
}

TEST(Trial, ACounterexampleIsSimplifiedToTheLeast) {
  const auto record = tried([]<class S>(const Implementation<S>&, const Sample& x) {
    return holds_that(x.largest() < 3, "an entry reaches 3");
  });
  EXPECT_EQ(record.status, Status::refuted);
  for (const EvidenceRecord& e : record.evidence) {
    EXPECT_EQ(e.counterexample, "A=[[3]]");
    EXPECT_LE(e.shrinks, Settings{}.max_shrinks);
  }
}

TEST(Trial, SimplifyingIsBounded) {
  const auto record = tried(
      []<class S>(const Implementation<S>&, const Sample& x) {
        return holds_that(x.largest() < 3, "an entry reaches 3");
      },
      {.max_shrinks = 7});
  EXPECT_EQ(record.status, Status::refuted);
  for (const EvidenceRecord& e : record.evidence) EXPECT_LE(e.shrinks, 7);
}

TEST(Trial, NothingComparedIsUndecided) {
  const auto record = tried([]<class S>(const Implementation<S>&, const Sample&) {
    return holds_that(true, "").non_vacuous_if(false);
  });
  EXPECT_EQ(record.status, Status::undecided);
  EXPECT_NE(record.reason.find("vacuous"), std::string::npos);
  EXPECT_FALSE(record.as_wanted);
}

TEST(Trial, NoCaseAtAllIsUndecided) {
  const auto record =
      tried([]<class S>(const Implementation<S>&, const Sample&) { return holds_that(true, ""); },
            {.cases = 0});
  EXPECT_EQ(record.status, Status::undecided);
}

TEST(Trial, ManyDiscardsAreUndecided) {
  const auto some = tried([]<class S>(const Implementation<S>&, const Sample& x) {
    return holds_that(true, "").provided(x.A.rows > 2);
  });
  EXPECT_EQ(some.status, Status::undecided);
  const auto all = tried([]<class S>(const Implementation<S>&, const Sample&) {
    return holds_that(true, "").provided(false);
  });
  EXPECT_EQ(all.status, Status::undecided);
}

TEST(Trial, AnExceptionIsAFailure) {
  const auto record = tried([]<class S>(const Implementation<S>&, const Sample& x) -> Finding {
    if (x.largest() >= 3) throw std::domain_error("too large");
    return holds_that(true, "");
  });
  EXPECT_EQ(record.status, Status::failed);
  EXPECT_EQ(record.reason, "too large");
  EXPECT_EQ(record.evidence[0].counterexample, "A=[[3]]");
}

TEST(Trial, FewerThanThreeTiersAreUndecided) {
  const auto record =
      tried([]<class S>(const Implementation<S>&, const Sample&) { return holds_that(true, ""); },
            {.tiers = {53, 113}});
  EXPECT_EQ(record.evidence[0].status, Status::undecided);
  EXPECT_EQ(record.evidence[1].status, Status::holds);
}

TEST(Trial, AConditionalWhoseHypothesisIsNotNeededIsNotAsWanted) {
  constexpr auto truth = []<class S>(const Implementation<S>&, const Sample&) {
    return holds_that(true, "");
  };
  const Claim claim{.id = "T1",
                    .name = "planted",
                    .states = "",
                    .given = "",
                    .source = {"test", ""},
                    .kind = Kind::conditional,
                    .holds = forall(samples, truth),
                    .without = "a hypothesis",
                    .fails_without = forall(samples, truth)};
  const auto record = try_claim(claim, reference(), {});
  EXPECT_EQ(record.status, Status::holds);
  EXPECT_FALSE(record.as_wanted);
}

/// Everything a record says, so that two can be compared.
std::string all_of(const ClaimRecord& record) {
  std::string text(name_of(record.status));
  for (const auto* list : {&record.evidence, &record.without}) {
    for (const EvidenceRecord& e : *list) {
      text +=
          "\n" + std::string(name_of(e.status)) + "|" + e.reason + "|" + e.worst + "|" + e.token;
      for (const int n : {e.cases, e.vacuous, e.discarded, e.undecided, e.shrinks})
        text += "|" + std::to_string(n);
      for (const auto& [bits, c] : e.excess) text += "|" + to_text(c);
      text += "|" + to_text(e.slack);
    }
  }
  return text;
}

TEST(Trial, ARecordDependsOnTheSeedAndNotOnTheOrder) {
  const OnTrial on_trial = reference();
  const auto claims = adam_invariance_claims().claims;
  std::vector<std::string> forwards, backwards;
  for (const Claim& c : claims) forwards.push_back(all_of(try_claim(c, on_trial, {.cases = 20})));
  for (std::size_t i = claims.size(); i-- > 0;)
    backwards.insert(backwards.begin(), all_of(try_claim(claims[i], on_trial, {.cases = 20})));
  EXPECT_EQ(forwards, backwards);
  EXPECT_NE(all_of(try_claim(claims[0], on_trial, {.cases = 20, .seed = 1})), forwards[0]);
}

}  // namespace
}  // namespace adamant

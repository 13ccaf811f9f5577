#include "claim/case.hpp"

#include <rapidcheck.h>

#include <ostream>

namespace adamant {
namespace {

/// An instance with its domain, so that RapidCheck can print and simplify it.
struct Drawn {
  const Domain* domain;
  Instance instance;
};

void showValue(const Drawn& drawn, std::ostream& out) { out << drawn.domain->text(drawn.instance); }

rc::Gen<Drawn> elements_of(const Domain& domain, const Rules& rules) {
  return [&](const rc::Random& random, int size) {
    Random stream(rc::Random(random).next());
    const auto simpler = [](const Drawn& drawn) {
      std::vector<Drawn> list;
      for (Instance& x : drawn.domain->simpler(drawn.instance))
        list.push_back({drawn.domain, std::move(x)});
      return rc::seq::fromContainer(std::move(list));
    };
    return rc::shrinkable::shrinkRecur(Drawn{&domain, rules.draw(domain, stream, size)}, simpler);
  };
}

struct Silent final : rc::detail::TestListener {
  void onTestCaseFinished(const rc::detail::CaseDescription&) override {}
  void onShrinkTried(const rc::detail::CaseDescription&, bool) override {}
  void onTestFinished(const rc::detail::TestMetadata&, const rc::detail::TestResult&) override {}
};

/// What the search has seen: RapidCheck decides which instance comes next, this decides what it means.
struct Observer {
  const Evidence& evidence;
  const std::string& token_prefix;
  const OnTrial& on_trial;
  const Settings& settings;
  EvidenceRecord& record;
  Instance simplest{};
  CaseResult verdict{};

  rc::detail::CaseResult operator()(const Instance& instance) {
    using Type = rc::detail::CaseResult::Type;
    if (simplest && record.shrinks >= settings.max_shrinks) return Type::Success;
    if (settings.before_case) settings.before_case(token_prefix + evidence.domain->text(instance));
    CaseResult result = try_case(evidence, instance, on_trial, settings);
    if (simplest) {
      ++record.shrinks;
      if (!settings.rules.may_stand_for(verdict.judgement.status, result.judgement.status))
        return Type::Success;
    } else {
      count(result, evidence, instance, record);
      if (result.discarded) return Type::Discard;
      if (result.judgement.status != Status::refuted && result.judgement.status != Status::failed)
        return Type::Success;
    }
    simplest = instance;
    verdict = std::move(result);
    return {Type::Failure, verdict.judgement.reason};
  }
};

}  // namespace

void search(const Evidence& evidence, const std::string& token_prefix, const OnTrial& on_trial,
            const Settings& settings, EvidenceRecord& record) {
  Observer observer{evidence, token_prefix, on_trial, settings, record};
  const rc::Gen<Drawn> elements = elements_of(*evidence.domain, settings.rules);
  const auto property = rc::detail::toProperty([&] {
    const Drawn drawn = *elements;
    auto result = observer(drawn.instance);
    if (result.type != rc::detail::CaseResult::Type::Success) throw result;
  });
  rc::detail::TestParams parameters;
  parameters.seed = settings.rules.seed(token_prefix, settings.seed);
  parameters.maxSuccess = settings.cases;
  Silent silent;
  const auto outcome =
      rc::detail::checkProperty(property, {token_prefix, token_prefix}, parameters, silent, {});

  rc::detail::Error error;
  rc::detail::GaveUpResult gave_up;
  if (observer.simplest) {
    const std::string text = evidence.domain->text(observer.simplest);
    record.status = observer.verdict.judgement.status;
    record.reason = observer.verdict.judgement.reason;
    record.counterexample = text;
    record.token = token_prefix + text;
  } else if (outcome.match(error)) {
    record.status = Status::failed;
    record.reason = error.description;
  } else if (outcome.match(gave_up)) {
    record.reason = "gave up: too few instances satisfy the hypotheses";
  } else {
    record.status = Status::holds;
  }
}

}  // namespace adamant

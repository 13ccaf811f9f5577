#include "properties/gradient_shapes.hpp"

namespace adamant {
namespace symbols {

Made<GradientRun> gradient_run(int T) {
  GradientRun x;
  x.eta = fraction("eta");
  x.beta1 = fraction("beta1");
  x.beta2 = fraction("beta2");
  x.epsilon = fraction("epsilon");
  x.c = fraction("c");
  for (int t = 1; t <= T; ++t) x.G.push_back(matrix("g" + std::to_string(t), 1, 1));
  std::vector<Hypothesis> given{positive("eta")};
  below_one(given, "beta1");
  below_one(given, "beta2");
  given.push_back(
      {"beta2 > 0 or beta1 = 0", named("beta2") > Term(0) || named("beta1") == Term(0)});
  return {x, given};
}

Made<GradientRun> sequences(int T) {
  Made<GradientRun> made = gradient_run(T);
  made.second.push_back(zero("epsilon"));
  made.second.push_back(positive("c"));
  return made;
}

Made<GradientRun> with_epsilon(int T) {
  Made<GradientRun> made = gradient_run(T);
  made.second.pop_back();
  made.second.push_back(positive("epsilon"));
  made.second.push_back(positive("c"));
  return made;
}

Made<GradientRun> of_any_epsilon(int T) {
  Made<GradientRun> made = gradient_run(T);
  made.second.push_back(not_negative("epsilon"));
  made.second.push_back(positive("c"));
  return made;
}

Made<GradientRun> at_equal_betas(int T) {
  Made<GradientRun> made = of_any_epsilon(T);
  made.first.beta2 = made.first.beta1;
  std::erase_if(made.second,
                [](const Hypothesis& h) { return symbols_of(h.condition).contains("beta2"); });
  return made;
}

Made<GradientRun> constant(int T) {
  Made<GradientRun> made = sequences(T);
  for (DyadicMatrix& G : made.first.G) G = matrix("g", 1, 1);
  made.second.push_back({"g != 0", named("g") != Term(0)});
  return made;
}

Made<GradientRun> without_zeros(int T) {
  auto made = sequences(T);
  made.second.push_back(positive("beta2"));
  for (int t = 1; t <= T; ++t) {
    const std::string name = "g" + std::to_string(t);
    made.second.push_back({name + " != 0", named(name) != Term(0)});
  }
  return made;
}

Made<GradientRun> runs(int T) {
  Made<GradientRun> made = gradient_run(T);
  made.second.push_back(zero("epsilon"));
  made.second.push_back({"c != 0", named("c") != Term(0)});
  return made;
}

Made<RescaledRun> rescaled(int T) {
  auto [run, given] = sequences(T);
  RescaledRun x;
  static_cast<GradientRun&>(x) = run;
  x.C = matrix("C", 1, 1);
  x.s = DyadicMatrix(T, 1);
  given.push_back(positive("C"));
  for (int t = 0; t < T; ++t) {
    const std::string name = "s" + std::to_string(t + 1);
    x.s(t, 0) = dyadic(name);
    given.push_back(positive(name));
  }
  return {x, given};
}

}  // namespace symbols
}  // namespace adamant

#include "cli/trace_options.hpp"

#include <CLI/CLI.hpp>

namespace adamant {
namespace {

void add_problem(CLI::App& app, TraceOptions& o) {
  auto* matrix =
      app.add_option("--matrix", o.matrix,
                     "Matrix Market, CSV, TSV or ratings; what a coordinate file leaves out is "
                     "unknown, not zero")
          ->type_name("FILE");
  app.add_option("--synthetic", o.synthetic, "a random m×n matrix of rank r")
      ->type_name("m,n,r")
      ->excludes(matrix);
  app.add_option("--format", o.format, "of the matrix, where its content does not tell")
      ->check(CLI::IsMember({"auto", "matrix-market", "dense", "ratings"}))
      ->needs(matrix);
  app.add_option("--scale", o.scale, "multiplies the matrix; everything is reported in this scale")
      ->type_name("C")
      ->capture_default_str();
  auto* mask =
      app.add_option("--mask", o.mask, "observed entries: Matrix Market, coordinate pattern")
          ->type_name("FILE");
  app.add_option("--observe", o.observe, "share of the known entries that is observed, at random")
      ->type_name("P")
      ->excludes(mask);
  app.add_option("--seed", o.seed, "of all that is random: a number, or 'random'")
      ->type_name("SEED")
      ->capture_default_str();
  app.add_option("--start", o.start, "zero-fill, or gaussian:STD")->capture_default_str();
  app.add_option("--loss", o.loss, "of the squared residuals")
      ->check(CLI::IsMember({"half-sum", "mean"}))
      ->capture_default_str();
  app.add_option("--penalty", o.penalty)
      ->check(CLI::IsMember({"ratio", "nuclear", "none"}))
      ->capture_default_str();
  app.add_option("--lambda", o.lambda, "weight of the penalty (default: 0.01)")->type_name("L");
  app.add_option("--lambda-schedule", o.lambda_schedule, "constant, or anneal:FROM:TO")
      ->capture_default_str();
}

void add_method(CLI::App& app, TraceOptions& o) {
  app.add_option("--optimiser", o.optimiser)->type_name("NAME")->capture_default_str();
  for (const auto& [name, what] :
       {std::pair("eta", "step size"), std::pair("beta1", "of Adam's mean gradient"),
        std::pair("beta2", "of Adam's mean squared gradient"),
        std::pair("beta", "of RMSProp's mean squared gradient"), std::pair("mu", "momentum"),
        std::pair("epsilon", "of the denominator"),
        std::pair("weight-decay", "of AdamW and AdamL2"),
        std::pair("eta-complement", "step size beside Omega, of BlockGradientDescent"),
        std::pair("s-0", "sum that AdaGradNorm starts from"),
        std::pair("tolerance", "of SpectralDescent, below which a singular value counts as 0")})
    app.add_option_function<std::string>(
           "--" + std::string(name),
           [&o, key = std::string(name)](const std::string& text) {
             o.hyper_parameters[key] = text;
           },
           what)
        ->type_name("X");
  app.add_option("--schedule", o.schedule, "of eta; decay: T/2 steps, then down to a thousandth")
      ->check(CLI::IsMember({"constant", "decay"}))
      ->capture_default_str();
  app.add_option("--steps", o.steps)
      ->type_name("T")
      ->check(CLI::Range(1L, 1000000000L))
      ->capture_default_str();
  app.add_option("--bits", o.bits, "of precision")
      ->check(CLI::IsMember({53, 113, 256, 512}))
      ->capture_default_str();
}

void add_output(CLI::App& app, TraceOptions& o) {
  app.add_option("--csv", o.csv, "write the rows")->type_name("FILE");
  app.add_option("--final", o.final_matrix, "write the last iterate as a Matrix Market array")
      ->type_name("FILE.mtx");
  app.add_option("--every", o.every,
                 "steps between two rows; the first and the last are always kept")
      ->type_name("K")
      ->check(CLI::Range(1L, 1000000000L))
      ->capture_default_str();
  app.add_option(
         "--rank", o.rank,
         "of the subspaces whose angles are reported (default: that of the synthetic matrix, "
         "or how many singular values exceed a hundredth of the largest)")
      ->type_name("R")
      ->check(CLI::Range(1L, 1000000000L));
}

}  // namespace

void add_trace_options(CLI::App& app, TraceOptions& options) {
  add_problem(app, options);
  add_method(app, options);
  add_output(app, options);
}

}  // namespace adamant

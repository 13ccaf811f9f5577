#include "benchmarks/contest.hpp"
#include "benchmarks/eigen_double.hpp"
#include "benchmarks/polar_case.hpp"

#include <memory>

namespace adamant::benchmarks {
namespace {

constexpr Index largest_for_slow_peers =
    128;  ///< dgesvd and Eigen's, which take 5 to 30 times as long

std::vector<Method> polar_methods(Index n, const std::string& stage) {
  const Index lanes = spectral_kernels(best_isa()).lanes;
  const auto at = std::make_shared<PolarCase>(n, stage, is_batched(n) ? lanes : 1);
  const std::vector<std::string> peers = {"dgesdd", "dgesdd_padded"};
  std::vector<Method> methods;

  const auto single = [&](const std::string& name, auto polar) {
    const auto norms = std::make_shared<PolarNorms>();
    const auto shared = std::make_shared<decltype(polar)>(std::move(polar));
    const auto run = [=] { *norms = (*shared)(at->W.front().data(), at->Q.data()); };
    return Method{.name = name, .run = run, .error = [=] {
                    run();
                    return at->error(norms->nuclear);
                  }};
  };
  if (is_batched(n)) {
    const auto polar = std::make_shared<PolarBatch>(n, n);
    const auto run = [=] { return (*polar)(at->lanes_W.data(), at->lanes_Q.data()); };
    methods.push_back({.name = "lanes",
                       .run = run,
                       .peers = peers,
                       .mode = "batched",
                       .per = static_cast<int>(lanes),
                       .error = [=] { return at->lanes_error(run()); },
                       .floor_flops = at->floor()});
  }
  methods.push_back(single("blocks", FastPolar(n, n)));
  methods.back().peers = peers;
  methods.back().floor_flops = at->floor();
  using Driver = LapackPolar::Driver;
  methods.push_back(single("dgesdd", LapackPolar(Driver::gesdd, n, n)));
  methods.push_back(single("dgesdd_padded", LapackPolar(Driver::gesdd, n, n + 8)));
  if (n > largest_for_slow_peers) return methods;
  methods.push_back(single("dgesvd", LapackPolar(Driver::gesvd, n, n)));
  for (const EigenDriver driver : {EigenDriver::jacobi, EigenDriver::bdc})
    methods.push_back(single(driver == EigenDriver::jacobi ? "eigen_jacobi" : "eigen_bdc",
                             [n, driver](const double* W, double* Q) {
                               return PolarNorms{eigen_polar(driver, n, W, Q), 0, true};
                             }));
  return methods;
}

/// The roofline: what a product of n×n matrices gets of the rate that the floors assume.
std::vector<Method> product_methods(Index n) {
  const Index ld = (n + 7) / 8 * 8 + 8;
  const auto room = std::make_shared<AlignedDoubles>(3 * ld * n);
  for (Index e = 0; e < 2 * ld * n; ++e) (*room)[e] = 0.5;
  const SpectralKernels* kernels = &spectral_kernels(best_isa());
  const double size = static_cast<double>(n), flops = 2 * size * size * size;
  double *A = room->data(), *B = A + ld * n, *C = B + ld * n;
  return {{.name = "blocks",
           .run =
               [=] {
                 (void)room;
                 kernels->product(n, n, n, A, ld, B, 1, ld, C, ld);
               },
           .peers = {"dgemm"},
           .floor_flops = flops},
          {.name = "dgemm",
           .run = [=] { dgemm(n, room->data(), false, B, C, false); },
           .floor_flops = flops}};
}

}  // namespace

std::vector<Contest> spectral_suite(const Plan& plan) {
  std::vector<Contest> contests;
  const auto add = [&](const char* operation, Index n, const char* stage, auto prepare) {
    contests.push_back({"spectral", operation, n, 53, stage, prepare, n > 512 ? 5 : 0});
  };
  const std::vector<Index> sizes =
      plan.quick ? std::vector<Index>{4, 9} : std::vector<Index>{16, 32, 64, 128, 256, 512, 1024};
  for (const Index n : sizes) add("product", n, "random", [=] { return product_methods(n); });
  for (const Index n : sizes)
    for (const char* stage : {"early", "late"})
      add("polar", n, stage, [=] { return polar_methods(n, stage); });
  return contests;
}

}  // namespace adamant::benchmarks

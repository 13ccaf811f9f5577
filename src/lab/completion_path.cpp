#include "lab/completion_path.hpp"

#include "claim/statistics.hpp"
#include "spectral/frame.hpp"
#include "spectral/norms.hpp"
#include "spectral/svd.hpp"

#include <cmath>

namespace adamant {
namespace {

double observed_norm(const CompletionCase& x, const Matrix<double>& A) {
  return P_Omega<double>(x.Omega, A).norm();
}
double hidden_norm(const CompletionCase& x, const Matrix<double>& A) {
  return P_complement<double>(x.Omega, A).norm();
}

/// Singular values along the path, every tenth step. Values:
///   hug       max eo after step 30            tau        Kendall's tau of erank against t
///   falling   share of rows with rho lower than the row before
///   low_at    share of the run until erank ≤ r + 1/10; 1 where never
///   drop      largest fall of erank between two rows
///   off_first, off_early, off_end   off-frame share of ‖W‖² after step 1, step 100, at the end
///   update_off   off-frame share of ‖U_1‖²
///   angle_start, angle_truth   sines of the largest principal angles of the leading r left singular
///             vectors at the end to those of W_0 and of W*
class PathRecorder final : public Recorder {
 public:
  PathRecorder(const CompletionPlan& plan, const CompletionCase& x, Index r)
      : plan_(plan),
        x_(x),
        r_(r),
        start_(thin_svd_lapack(x.W_0)),
        truth_(thin_svd_lapack(x.truth)) {}

  void see(long t, const Matrix<double>& W, const Matrix<double>& next) override {
    const long done = t + 1;
    if (t == 0) {
      values_["update_off"] = off_frame_share<double>(next - W, start_.U, start_.V);
      values_["off_first"] = off_frame_share<double>(next, start_.U, start_.V);
    }
    if (done == std::min(100L, plan_.T))
      values_["off_early"] = off_frame_share<double>(next, start_.U, start_.V);
    if (done >= 30 && observed_ > 0)
      hug_ = std::max(hug_, observed_norm(x_, next - x_.Y) / observed_);
    if (done % 10 == 0 || done == plan_.T) row(done, next);
  }

  std::map<std::string, double> values() const override {
    auto values = values_;
    values["hug"] = hug_;
    values["tau"] = kendall_tau(eranks_);
    values["falling"] = rows_ > 1 ? static_cast<double>(falls_) / (rows_ - 1) : 0;
    values["low_at"] = low_at_;
    values["drop"] = drop_;
    return values;
  }

 private:
  void row(long done, const Matrix<double>& W) {
    const auto svd = thin_svd_lapack(W);
    const double erank = effective_rank(svd.sigma),
                 rho = nuclear_norm(svd.sigma) / svd.sigma.norm();
    if (rows_ > 0) {
      falls_ += rho < rho_;
      drop_ = std::max(drop_, eranks_.back() - erank);
    }
    if (low_at_ == 1 && erank <= static_cast<double>(r_) + 0.1)
      low_at_ = static_cast<double>(done) / static_cast<double>(plan_.T);
    eranks_.push_back(erank);
    rho_ = rho;
    ++rows_;
    if (done < plan_.T) return;
    values_["off_end"] = off_frame_share<double>(W, start_.U, start_.V);
    const auto sine = [&](const ThinSvd<double>& other) {
      const Matrix<double> A = other.U.leftCols(r_), B = svd.U.leftCols(r_);
      return std::min(1.0, thin_svd_lapack(outside_column_span<double>(B, A)).sigma(0));
    };
    values_["angle_start"] = sine(start_);
    values_["angle_truth"] = sine(truth_);
  }

  const CompletionPlan& plan_;
  const CompletionCase& x_;
  Index r_;
  ThinSvd<double> start_, truth_;
  double observed_ = observed_norm(x_, x_.Y);
  double hug_ = 0, rho_ = 0, drop_ = 0, low_at_ = 1;
  long rows_ = 0, falls_ = 0;
  std::vector<double> eranks_;
  std::map<std::string, double> values_;
};

/// The increments D_t = W_{t+1} − W_t of the descent: from step 30 until eu has first come within a tenth of
/// what it has at the end, judged afterwards from the steps' own records. Values:
///   normal_share   Σ‖P(D_t)‖²/Σ‖D_t‖²
///   normal_cosine, tangential_cosine   mean cosine of consecutive P(D_t), and of consecutive P'(D_t)
///   flips          share of steps where ‖P(W_t − Y)‖ turns from falling to rising or back
///   amplitude      mean ‖P(D_t)‖/‖P(Y)‖
///   fit            mean share of ‖D_t‖² in the span of P(Y − W), SVT(W) − W and H_r(W) − W, every 25 steps
class AlternationRecorder final : public Recorder {
 public:
  AlternationRecorder(const CompletionPlan&, const CompletionCase& x, Index r) : x_(x), r_(r) {}

  void see(long t, const Matrix<double>& W, const Matrix<double>& next) override {
    const Matrix<double> D = next - W, N = P_Omega<double>(x_.Omega, D), H = D - N;
    Row row;
    row.eu = hidden_norm(x_, next - x_.truth);
    row.normal = N.squaredNorm();
    row.all = D.squaredNorm();
    const double distance = observed_norm(x_, next - x_.Y);
    row.rises = distance > distance_;
    distance_ = distance;
    if (t > 0) {
      row.normal_cosine = cosine(N, N_);
      row.tangential_cosine = cosine(H, H_);
    }
    row.fit = t % 25 == 0 && t > 0 ? fit(W, D) : -1;
    rows_.push_back(row);
    N_ = N;
    H_ = H;
  }

  std::map<std::string, double> values() const override {
    const std::size_t first = std::min<std::size_t>(30, rows_.size() - 1);
    std::size_t last = first + 1;
    while (last < rows_.size() && rows_[last].eu > 1.1 * rows_.back().eu) ++last;
    double normal = 0, all = 0, cosines = 0, tangential = 0, flips = 0, fits = 0, fitted = 0,
           size = 0;
    for (std::size_t t = first; t < last; ++t) {
      const Row& row = rows_[t];
      normal += row.normal;
      all += row.all;
      size += std::sqrt(row.normal);
      cosines += row.normal_cosine;
      tangential += row.tangential_cosine;
      flips += t > 0 && row.rises != rows_[t - 1].rises;
      if (row.fit >= 0) {
        fits += row.fit;
        ++fitted;
      }
    }
    const double n = static_cast<double>(last - first);
    return {{"window", n},
            {"normal_share", all > 0 ? normal / all : 0},
            {"normal_cosine", cosines / n},
            {"tangential_cosine", tangential / n},
            {"flips", flips / n},
            {"amplitude", size / n / x_.Y.norm()},
            {"fit", fitted > 0 ? fits / fitted : 0}};
  }

 private:
  struct Row {
    double eu, normal, all, normal_cosine = 0, tangential_cosine = 0, fit = -1;
    bool rises;
  };
  static double cosine(const Matrix<double>& A, const Matrix<double>& B) {
    const double size = A.norm() * B.norm();
    return size > 0 ? inner(A, B) / size : 0;
  }
  /// The share of ‖D‖² that the three directions explain, by Gram–Schmidt.
  double fit(const Matrix<double>& W, const Matrix<double>& D) const {
    const auto svd = thin_svd_lapack(W);
    const double tau = svd.sigma(std::min<Index>(r_, svd.sigma.size() - 1));
    Vector<double> shrunk = (svd.sigma.array() - tau).max(0).matrix(), cut = svd.sigma;
    cut.tail(cut.size() - r_).setZero();
    const Matrix<double> directions[] = {P_Omega<double>(x_.Omega, x_.Y - W),
                                         svd.U * shrunk.asDiagonal() * svd.V.transpose() - W,
                                         svd.U * cut.asDiagonal() * svd.V.transpose() - W};
    std::vector<Matrix<double>> basis;
    double explained = 0;
    for (Matrix<double> A : directions) {
      const double size = A.norm();
      for (int twice = 0; twice < 2; ++twice)
        for (const auto& B : basis) A -= inner(A, B) * B;
      if (A.norm() <= 1e-10 * size || size == 0) continue;
      basis.push_back(A / A.norm());
      explained += std::pow(inner(D, basis.back()), 2);
    }
    return D.squaredNorm() > 0 ? explained / D.squaredNorm() : 0;
  }

  const CompletionCase& x_;
  Index r_;
  double distance_ = 0;
  Matrix<double> N_, H_;
  std::vector<Row> rows_;
};

}  // namespace

std::unique_ptr<Recorder> recorder_of(const CompletionPlan& plan, const CompletionCase& x) {
  const Index r = numerical_rank<double>(thin_svd_lapack(x.truth).sigma, 1e-6);
  if (plan.record == "path") return std::make_unique<PathRecorder>(plan, x, r);
  if (plan.record == "alternation") return std::make_unique<AlternationRecorder>(plan, x, r);
  return nullptr;
}

}  // namespace adamant

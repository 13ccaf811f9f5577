#include "optim/update_loop.hpp"

const adamant::UpdateKernel adamant::update_avx512 = adamant::update;

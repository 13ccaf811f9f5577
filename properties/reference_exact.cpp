#include "properties/reference.hpp"

template adamant::Implementation<adamant::Surd> adamant::reference_implementation();

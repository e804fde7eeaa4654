#ifndef CUNICORN_SHIM_H
#define CUNICORN_SHIM_H

#include <unicorn/unicorn.h>

/* uc_hook_add is variadic, which Swift does not import. */
static inline uc_err cunicorn_hook_code(
    uc_engine *engine, uc_hook *hook, uc_cb_hookcode_t callback, void *data
) {
    return uc_hook_add(engine, hook, UC_HOOK_CODE, (void *)callback, data, 1, 0);
}

/* uc_ctl is a variadic function behind a macro. */
static inline uc_err cunicorn_choose_processor(uc_engine *engine, int model) {
    return uc_ctl_set_cpu_model(engine, model);
}

/* What was translated of the program in this place is translated again. */
static inline uc_err cunicorn_forget_code(uc_engine *engine, uint64_t begin, uint64_t end) {
    return uc_ctl_remove_cache(engine, begin, end);
}

#endif

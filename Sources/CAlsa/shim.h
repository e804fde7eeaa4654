#ifndef CALSA_SHIM_H
#define CALSA_SHIM_H

#include <alsa/asoundlib.h>

/* The handler of error texts is variadic, which Swift does not import. This one drops the text:
   it names files and devices, and it would go to standard error past every rule of ours. */
static void calsa_drop_text(const char *file, int line, const char *function, int error,
                            const char *format, ...) {
    (void)file;
    (void)line;
    (void)function;
    (void)error;
    (void)format;
}

static inline void calsa_silence_error_texts(void) {
    snd_lib_error_set_handler(calsa_drop_text);
}

#endif

/* What runs before Swift: the vectors, the memory, and the routines that compilers take for granted.
   There is no library below it. */
#include <stddef.h>

#include "CBoard.h"

extern uint32_t link_stack_top[], link_stack_bottom[];
extern uint32_t link_data_start[], link_data_end[], link_data_load[];
extern uint32_t link_bss_start[], link_bss_end[];

int main(void);
void reset_handler(void);

/* Stack that was never used holds this. */
static const uint32_t unused = 0x5AFE57AC;

static __attribute__((section(".retained"))) uint32_t retained[6];

uint32_t cboard_retained(uint32_t index) { return ((const volatile uint32_t *)retained)[index]; }

void cboard_retain(uint32_t index, uint32_t word) {
    ((volatile uint32_t *)retained)[index] = word;
}

uint32_t cboard_stack_used(void) {
    const volatile uint32_t *word = link_stack_bottom;
    while (word < link_stack_top && *word == unused) word++;
    return (uint32_t)((uintptr_t)link_stack_top - (uintptr_t)word);
}

/* Whatever goes wrong ends here, a trap of Swift too: nothing kicks the watchdog any more. */
static void stop(void) {
    for (;;) __asm volatile("");
}

void reset_handler(void) {
    uint32_t *stack;
    /* The watchdog resets the core without switching masked interrupts on again. */
    cboard_mask_interrupts();
    __asm volatile("mov %0, sp" : "=r"(stack));
    for (volatile uint32_t *word = link_stack_bottom; word < stack - 8; word++) *word = unused;
    const uint32_t *from = link_data_load;
    for (volatile uint32_t *to = link_data_start; to < link_data_end; to++) *to = *from++;
    for (volatile uint32_t *to = link_bss_start; to < link_bss_end; to++) *to = 0;
    main();
    stop();
}

/* Source: ARMv6-M Architecture Reference Manual, B1.5.3: the stack, the reset, then the exceptions.
   No interrupt is ever taken, so their vectors are left out. */
__attribute__((section(".vectors"), used)) static const uintptr_t vectors[16] = {
    (uintptr_t)link_stack_top, (uintptr_t)reset_handler, (uintptr_t)stop, (uintptr_t)stop,
    0, 0, 0, 0, 0, 0, 0, (uintptr_t)stop, 0, 0, (uintptr_t)stop, (uintptr_t)stop,
};

/* Calls of these come into being when the whole program is optimised at the link: too late for the
   linker to look for what nobody called before. Unused ones are left out at the end. */
#define KEPT __attribute__((used))

/* The empty statements keep the compiler from turning a loop into a call of itself. */
KEPT void *memset(void *to, int byte, size_t count) {
    for (uint8_t *next = to; count > 0; count--) {
        *next++ = (uint8_t)byte;
        __asm volatile("" ::: "memory");
    }
    return to;
}

KEPT void *memcpy(void *to, const void *from, size_t count) {
    uint8_t *next = to;
    const uint8_t *source = from;
    if ((((uintptr_t)to | (uintptr_t)from) & 3) == 0) {
        for (; count >= 4; count -= 4, next += 4, source += 4) {
            *(uint32_t *)next = *(const uint32_t *)source;
            __asm volatile("" ::: "memory");
        }
    }
    for (; count > 0; count--) {
        *next++ = *source++;
        __asm volatile("" ::: "memory");
    }
    return to;
}

KEPT void *memmove(void *to, const void *from, size_t count) {
    if ((uintptr_t)to <= (uintptr_t)from) return memcpy(to, from, count);
    while (count-- > 0) {
        ((uint8_t *)to)[count] = ((const uint8_t *)from)[count];
        __asm volatile("" ::: "memory");
    }
    return to;
}

/* Source: Run-time ABI for the Arm Architecture, 4.3.4. */
KEPT void __aeabi_memset(void *to, size_t count, int byte) { memset(to, byte, count); }
KEPT void __aeabi_memclr(void *to, size_t count) { memset(to, 0, count); }
KEPT void __aeabi_memcpy(void *to, const void *from, size_t count) { memcpy(to, from, count); }
KEPT void __aeabi_memmove(void *to, const void *from, size_t count) { memmove(to, from, count); }
KEPT void __aeabi_memset4(void *to, size_t count, int byte) { memset(to, byte, count); }
KEPT void __aeabi_memclr4(void *to, size_t count) { memset(to, 0, count); }
KEPT void __aeabi_memcpy4(void *to, const void *from, size_t count) { memcpy(to, from, count); }
KEPT void __aeabi_memmove4(void *to, const void *from, size_t count) { memmove(to, from, count); }
KEPT void __aeabi_memset8(void *to, size_t count, int byte) { memset(to, byte, count); }
KEPT void __aeabi_memclr8(void *to, size_t count) { memset(to, 0, count); }
KEPT void __aeabi_memcpy8(void *to, const void *from, size_t count) { memcpy(to, from, count); }
KEPT void __aeabi_memmove8(void *to, const void *from, size_t count) { memmove(to, from, count); }

#ifndef CBOARD_H
#define CBOARD_H

#include <stdint.h>

#define CBOARD_INLINE static inline __attribute__((always_inline))

/* Swift has no volatile of its own: its _Volatile module becomes calls of atomics that ARMv6-M does
   not have. */
CBOARD_INLINE uint32_t cboard_load(uintptr_t address) { return *(volatile uint32_t *)address; }

CBOARD_INLINE void cboard_store(uintptr_t address, uint32_t word) {
    *(volatile uint32_t *)address = word;
}

/* Instructions without a name in Swift. */
CBOARD_INLINE void cboard_wait_for_interrupt(void) { __asm volatile("dsb\n\twfi" ::: "memory"); }

CBOARD_INLINE void cboard_mask_interrupts(void) { __asm volatile("cpsid i" ::: "memory"); }

/* Words in memory that no start clears. */
uint32_t cboard_retained(uint32_t index);
void cboard_retain(uint32_t index, uint32_t word);

/* How many bytes of the stack were ever used. */
uint32_t cboard_stack_used(void);

#endif

// The second stage of the RP2040's start: the boot ROM copies these 256 bytes to the memory, checks
// their check sum (uf2.py fills it in) and jumps to the first. They tell the flash interface to read
// the flash as memory, with the plain read command 03h that every flash chip knows, and go on to the
// vectors behind them.
//
// Source: RP2040 datasheet 2.8.1.3.1 (boot2), 4.10.13 (registers of the SSI).

    .syntax unified
    .cpu cortex-m0plus
    .thumb
    .section .boot2, "ax"

    ldr r3, =0x18000000         // SSI
    movs r1, #0
    str r1, [r3, #0x08]         // SSIENR: off
    movs r1, #4
    str r1, [r3, #0x14]         // BAUDR: a quarter of the clock
    ldr r1, =0x001F0300         // CTRLR0: 32 bits a frame, EEPROM read
    str r1, [r3, #0x00]
    movs r1, #0
    str r1, [r3, #0x04]         // CTRLR1: one frame
    ldr r1, =0x03000218         // SPI_CTRLR0: command 03h, 8 bits; 24 bits of address
    ldr r2, =0x180000F4
    str r1, [r2]
    movs r1, #1
    str r1, [r3, #0x08]         // SSIENR: on

    ldr r0, =0x10000100         // the vectors
    ldr r1, =0xE000ED08         // VTOR
    str r0, [r1]
    ldr r1, [r0]
    msr msp, r1
    ldr r1, [r0, #4]
    bx r1
    .pool

/* A disk that takes BENCH_SYNC_MS milliseconds to make a write durable, put before a program by LD_PRELOAD: each fsync and
   fdatasync waits that long and then does what it does. Built by run.sh; nothing but the bench uses it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_for_the_disk(void) {
    const char *text = getenv("BENCH_SYNC_MS");
    long microseconds = text ? (long)(atof(text) * 1000) : 0;
    struct timespec rest = { microseconds / 1000000, microseconds % 1000000 * 1000 };
    while (nanosleep(&rest, &rest) != 0) {}
}

static int after_waiting(const char *name, int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    wait_for_the_disk();
    return real(file);
}

int fsync(int file) { return after_waiting("fsync", file); }
int fdatasync(int file) { return after_waiting("fdatasync", file); }

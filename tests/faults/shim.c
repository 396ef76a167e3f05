/* Makes one system call fail, the n-th that writes, as a disk or a killer would.
 *
 * Loaded before the C library (LD_PRELOAD). Calls are counted once `qualif_arm` was called, and
 * only in the process that called it. Reading is never disturbed: only what changes a disk is.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { KILL = -1, TORN = -2 };  /* above zero: the errno to fail with */

static volatile int armed, at, how, seen;

void qualif_arm(int call, int mode) { at = call; how = mode; seen = 0; armed = 1; }
int qualif_disarm(void) { armed = 0; return seen; }

/* 1: fail with errno set; 0: let the call pass; 2: write half, then die */
static int turn(void) {
    if (!armed || ++seen != at) return 0;
    if (how == TORN) return 2;
    if (how == KILL) { kill(getpid(), SIGKILL); pause(); }
    errno = how;
    return 1;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static void die(void) { kill(getpid(), SIGKILL); pause(); }

#define SIMPLE(name, declared, passed, ...) \
    int name declared { REAL(int, #name, __VA_ARGS__); \
        int now = turn(); if (now == 1) return -1; if (now == 2) die(); return real passed; }

SIMPLE(fsync, (int fd), (fd), int)
SIMPLE(fdatasync, (int fd), (fd), int)
SIMPLE(ftruncate, (int fd, off_t n), (fd, n), int, off_t)
SIMPLE(ftruncate64, (int fd, off64_t n), (fd, n), int, off64_t)
SIMPLE(rename, (const char *a, const char *b), (a, b), const char *, const char *)
SIMPLE(renameat, (int x, const char *a, int y, const char *b), (x, a, y, b), int, const char *, int, const char *)
SIMPLE(link, (const char *a, const char *b), (a, b), const char *, const char *)
SIMPLE(unlink, (const char *a), (a), const char *)
SIMPLE(unlinkat, (int d, const char *a, int f), (d, a, f), int, const char *, int)
SIMPLE(mkdir, (const char *a, mode_t m), (a, m), const char *, mode_t)
SIMPLE(chmod, (const char *a, mode_t m), (a, m), const char *, mode_t)
SIMPLE(fchmod, (int d, mode_t m), (d, m), int, mode_t)

ssize_t write(int fd, const void *data, size_t n) {
    REAL(ssize_t, "write", int, const void *, size_t);
    int now = turn();
    if (now == 1) return -1;
    if (now == 2) { real(fd, data, n / 2); die(); }
    return real(fd, data, n);
}

#define PLACED(name, offset) \
    ssize_t name(int fd, const void *data, size_t n, offset o) { \
        REAL(ssize_t, #name, int, const void *, size_t, offset); \
        int now = turn(); \
        if (now == 1) return -1; \
        if (now == 2) { real(fd, data, n / 2, o); die(); } \
        return real(fd, data, n, o); }

PLACED(pwrite, off_t)
PLACED(pwrite64, off64_t)

static int writes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT); }

#define OPENING(name, declared, passed, ...) \
    int name declared { \
        REAL(int, #name, __VA_ARGS__); \
        va_list rest; va_start(rest, flags); \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (writes(flags)) { int now = turn(); if (now == 1) return -1; if (now == 2) die(); } \
        return real passed; }

OPENING(open, (const char *path, int flags, ...), (path, flags, mode), const char *, int, ...)
OPENING(open64, (const char *path, int flags, ...), (path, flags, mode), const char *, int, ...)
OPENING(openat, (int d, const char *path, int flags, ...), (d, path, flags, mode), int, const char *, int, ...)
OPENING(openat64, (int d, const char *path, int flags, ...), (d, path, flags, mode), int, const char *, int, ...)

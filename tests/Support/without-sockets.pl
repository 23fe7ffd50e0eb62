#!/usr/bin/env perl
# Runs a program to which the kernel grants Unix-domain sockets only, as systemd's RestrictAddressFamilies=AF_UNIX does for the door's service:
# without-sockets.pl PROGRAM [ARGUMENT...]. Perl is part of every Debian, and unlike a shell can make system calls.
use strict;
use warnings;
use POSIX qw(uname);

my ($architecture, $prctl, $socket) = @{{ x86_64 => [0xC000003E, 157, 41], aarch64 => [0xC00000B7, 167, 198] }->{(uname)[4]}
    || die "The processor is neither x86_64 nor aarch64.\n"};
use constant { AF_UNIX => 1, EAFNOSUPPORT => 97, NO_NEW_PRIVILEGES => 38, SECCOMP => 22, FILTER => 2, REFUSE => 0x00050000, ALLOW => 0x7FFF0000, KILL => 0 };
use constant { LOAD => 0x20, EQUAL => 0x15, RETURN => 0x06 };

# The kernel's look at a system call: its number at 0, the processor at 4, the first argument at 16. A step that compares tells how many to pass over.
my @steps = (
    [LOAD, 0, 0, 4], [EQUAL, 1, 0, $architecture], [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, 0], [EQUAL, 0, 2, $socket],
    [LOAD, 0, 0, 16], [EQUAL, 0, 1, AF_UNIX],
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, REFUSE | EAFNOSUPPORT]);
my $code = join '', map { pack 'S C C L', @$_ } @steps;
my $program = pack 'S x![J] P', scalar @steps, $code;

syscall($prctl, NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 or die "No new privileges: $!\n";
syscall($prctl, SECCOMP, FILTER, $program, 0, 0) == 0 or die "The filter: $!\n";
exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\n";

#!/bin/sh
sshpass -p 't4Cbyx4EmVL3' scp /config/backups/latest.tar backup@192.0.2.50:/backups/

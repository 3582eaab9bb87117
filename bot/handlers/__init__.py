"""Telegram in: receive, recognise, translate, call one service. No decisions are made here."""

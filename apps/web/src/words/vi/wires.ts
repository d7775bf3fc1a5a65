export const wires = {
  loopHint: 'Muốn làm lại các bước này? Đặt chúng vào khung “Lặp lại đến khi”.',
  loopTake: 'Đặt vào khung lặp',
};

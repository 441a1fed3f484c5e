import type { Messages } from './messages.ts';

/** Notices in Vietnamese. A line whose placeholder has no value is left out. */
export const vi: Messages = {
  greeting: 'Kính gửi {name},',
  foot: [
    'Mã hồ sơ: {code}',
    'Thủ tục: {procedure}',
    'Cơ quan giải quyết: {agency}',
    'Người xử lý: {officer}',
    'Nộp lúc: {submittedAt}',
    'Tiếp nhận lúc: {receivedAt}',
    'Cập nhật lúc: {at}',
    'Trả lời về tiếp nhận chậm nhất: {answerBy}',
    'Hẹn trả kết quả: {due}',
    'Hạn để người nộp thực hiện: {replyBy}',
    'Giải quyết xong lúc: {completedAt}',
    'Trả kết quả lúc: {returnedAt}',
    '',
    'Theo dõi hồ sơ: Cổng Dịch vụ công quốc gia https://dichvucong.gov.vn, hoặc bằng mã tra cứu đã cấp khi nộp.',
    'Thông báo tự động số {id}.',
  ],
  smsWho: '{agency}, {officer}.',
  smsTrack: 'Xem: dichvucong.gov.vn',
  kinds: {
    submitted: {
      subject: 'Hồ sơ {code} đã được gửi đến {agency}',
      lines: [
        'Hồ sơ đã đến {agency} lúc {at} và đang được kiểm tra.',
        'Bộ phận Một cửa sẽ trả lời về việc tiếp nhận chậm nhất lúc {answerBy}.',
        'Việc cần làm: chưa cần làm gì. Nếu có tệp không đạt, cơ quan sẽ báo để thay tệp.',
      ],
      sms: ['HS {code} đã gửi lúc {at}.', 'Trả lời tiếp nhận trước {answerBy}.'],
    },
    filesRefused: {
      subject: 'Hồ sơ {code}: cần thay tệp',
      lines: [
        'Có tệp trong hồ sơ không đạt yêu cầu kiểm tra:',
        '{files}',
        'Việc cần làm: tải lên tệp thay thế rồi gửi lại hồ sơ. Thời hạn tiếp nhận được tính từ khi gửi lại.',
      ],
      sms: ['HS {code}: có tệp không đạt (kiểm tra {at}).', 'Thay tệp và gửi lại trước {replyBy}.'],
    },
    supplementRequested: {
      subject: 'Hồ sơ {code}: yêu cầu bổ sung',
      lines: [
        '{agency} yêu cầu bổ sung, hoàn thiện hồ sơ từ lúc {at}.',
        'Nội dung cần bổ sung:\n{items}',
        'Việc cần làm: nộp đủ các nội dung trên trong một lần, trực tuyến hoặc tại Bộ phận Một cửa. Thời gian chờ bổ sung không tính vào thời hạn giải quyết.',
        'Mời ông/bà đánh giá mức độ hài lòng về lần phục vụ này, tại Bộ phận Một cửa hoặc trên Cổng Dịch vụ công.',
      ],
      sms: ['HS {code} cần bổ sung giấy tờ ({at}).', 'Nộp đủ trước {replyBy}.'],
    },
    supplied: {
      subject: 'Hồ sơ {code}: đã nhận giấy tờ bổ sung',
      lines: [
        '{agency} đã nhận phần bổ sung của hồ sơ lúc {at} và tiếp tục xem xét.',
        'Việc cần làm: chưa cần làm gì.',
      ],
      sms: ['HS {code}: đã nhận bổ sung lúc {at}.', 'Hẹn trả {due}.'],
    },
    resumed: {
      subject: 'Hồ sơ {code}: tiếp tục giải quyết',
      lines: [
        'Giấy tờ bổ sung đạt yêu cầu; hồ sơ được tiếp tục giải quyết, cập nhật lúc {at}.',
        'Thời gian hẹn trả kết quả: {due}.',
        'Việc cần làm: chưa cần làm gì.',
      ],
      sms: ['HS {code}: tiếp tục giải quyết ({at}).', 'Hẹn trả {due}.'],
    },
    lapsed: {
      subject: 'Hồ sơ {code}: quá thời hạn bổ sung',
      lines: [
        'Đã quá thời hạn bổ sung mà cơ quan chưa nhận được, ghi nhận lúc {at}. Cơ quan sẽ trả lời bằng văn bản theo quy định.',
        'Thời gian hẹn trả lời: {due}.',
        'Việc cần làm: liên hệ Bộ phận Một cửa nếu đã nộp hoặc gặp khó khăn.',
      ],
      sms: ['HS {code}: quá thời hạn bổ sung ({at}).', 'Liên hệ Bộ phận Một cửa.'],
    },
    accepted: {
      subject: 'Hồ sơ {code} đã được tiếp nhận',
      lines: [
        'Hồ sơ đầy đủ, hợp lệ và được tiếp nhận lúc {receivedAt}.',
        'Thời gian hẹn trả kết quả: {due}.',
        'Việc cần làm: chưa cần làm gì. Giấy tiếp nhận và hẹn trả kết quả nằm trong hồ sơ điện tử.',
        'Mời ông/bà đánh giá mức độ hài lòng về lần phục vụ này, tại Bộ phận Một cửa hoặc trên Cổng Dịch vụ công.',
      ],
      sms: ['HS {code} đã được tiếp nhận {at}.', 'Hẹn trả {due}.'],
    },
    refused: {
      subject: 'Hồ sơ {code} không được tiếp nhận',
      lines: [
        '{agency} không tiếp nhận hồ sơ, thông báo lúc {at}.',
        'Lý do: {reason}',
        'Việc cần làm: xem phiếu từ chối trong hồ sơ điện tử; nếu muốn, nộp hồ sơ mới đúng yêu cầu. Nếu không đồng ý, liên hệ Bộ phận Một cửa.',
        'Mời ông/bà đánh giá mức độ hài lòng về lần phục vụ này, tại Bộ phận Một cửa hoặc trên Cổng Dịch vụ công.',
      ],
      sms: ['HS {code} không được tiếp nhận ({at}).', 'Lý do: xem phiếu từ chối trong hồ sơ.'],
    },
    inProcess: {
      subject: 'Hồ sơ {code} đang được xử lý',
      lines: [
        'Hồ sơ được chuyển đến bộ phận chuyên môn lúc {at}.',
        'Thời gian hẹn trả kết quả: {due}.',
        'Việc cần làm: chưa cần làm gì.',
      ],
      sms: ['HS {code} đang được xử lý từ {at}.', 'Hẹn trả {due}.'],
    },
    paymentRequired: {
      subject: 'Hồ sơ {code}: cần thực hiện nghĩa vụ tài chính',
      lines: [
        'Từ lúc {at} hồ sơ chờ thực hiện nghĩa vụ tài chính.',
        'Số tiền: {amount} đồng',
        'Nội dung: {reason}',
        'Việc cần làm: nộp tiền trên Cổng Dịch vụ công quốc gia hoặc tại Bộ phận Một cửa. Không chuyển tiền theo số tài khoản trong tin nhắn.',
      ],
      sms: [
        'HS {code} chờ nộp {amount} đồng ({at}).',
        'Nộp trước {replyBy} trên Cổng DVC quốc gia hoặc tại Một cửa.',
      ],
    },
    paymentConfirmed: {
      subject: 'Hồ sơ {code}: đã xác nhận thanh toán',
      lines: [
        'Nghĩa vụ tài chính được xác nhận lúc {at}; hồ sơ được tiếp tục xử lý.',
        'Thời gian hẹn trả kết quả: {due}.',
        'Việc cần làm: chưa cần làm gì.',
      ],
      sms: ['HS {code}: đã xác nhận thanh toán {at}.', 'Hẹn trả {due}.'],
    },
    reappointed: {
      subject: 'Hồ sơ {code}: xin lỗi và hẹn lại ngày trả kết quả',
      lines: [
        '{agency} xin lỗi vì chưa thể trả kết quả đúng hẹn.',
        'Lý do: {reason}',
        'Thời gian hẹn trả mới: {due}.',
        'Việc cần làm: nhận kết quả theo thời gian hẹn mới. Phiếu xin lỗi nằm trong hồ sơ điện tử.',
      ],
      sms: ['HS {code}: xin lỗi vì không kịp trả đúng hẹn.', 'Hẹn lại {due}. Báo lúc {at}.'],
    },
    extended: {
      subject: 'Hồ sơ {code}: thời hạn được gia hạn',
      lines: [
        'Thời hạn giải quyết hồ sơ được gia hạn lúc {at}.',
        'Lý do: {reason}',
        'Thời gian hẹn trả mới: {due}.',
        'Việc cần làm: nhận kết quả theo thời gian hẹn mới.',
      ],
      sms: ['HS {code}: được gia hạn ({at}).', 'Hẹn trả mới {due}.'],
    },
    redated: {
      subject: 'Hồ sơ {code}: ngày hẹn trả thay đổi theo lịch làm việc',
      lines: [
        'Lịch làm việc của cơ quan thay đổi, nên thời hạn được tính lại lúc {at}.',
        'Thời gian hẹn trả mới: {due}.',
        'Hạn mới để thực hiện yêu cầu: {replyBy}.',
        'Việc cần làm: theo thời hạn mới nêu trên.',
      ],
      sms: ['HS {code}: ngày hẹn tính lại theo lịch làm việc ({at}).', 'Hẹn trả mới {due}.'],
    },
    stopped: {
      subject: 'Hồ sơ {code}: dừng giải quyết',
      lines: [
        '{agency} dừng giải quyết hồ sơ lúc {at}.',
        'Lý do: {reason}',
        'Căn cứ: {legalBasis}',
        'Việc cần làm: nhận lại giấy tờ tại Bộ phận Một cửa; có thể nộp hồ sơ mới. Nếu không đồng ý, liên hệ Bộ phận Một cửa.',
      ],
      sms: ['HS {code} dừng giải quyết ({at}).', 'Lý do: xem thông báo trong hồ sơ.'],
    },
    withdrawn: {
      subject: 'Hồ sơ {code} đã được rút',
      lines: [
        'Hồ sơ được rút theo yêu cầu lúc {at}.',
        'Việc cần làm: nhận lại giấy tờ đã nộp tại Bộ phận Một cửa. Nếu không yêu cầu rút, liên hệ ngay Bộ phận Một cửa.',
      ],
      sms: ['HS {code} đã được rút lúc {at}.', 'Nếu không yêu cầu, gọi ngay Một cửa.'],
    },
    resultReady: {
      subject: 'Hồ sơ {code} đã có kết quả',
      lines: [
        'Hồ sơ đã được giải quyết xong lúc {completedAt}.',
        'Việc cần làm: nhận kết quả trực tuyến trong hồ sơ điện tử, hoặc đến Bộ phận Một cửa, mang theo giấy tiếp nhận.',
      ],
      sms: ['HS {code} đã có kết quả {completedAt}.', 'Nhận trực tuyến hoặc tại Một cửa.'],
    },
    delivered: {
      subject: 'Hồ sơ {code}: đã trả kết quả',
      lines: [
        'Kết quả được trả lúc {returnedAt}. Hồ sơ kết thúc.',
        'Việc cần làm: kiểm tra kết quả; nếu có sai sót, báo Bộ phận Một cửa để được chỉnh sửa.',
        'Mời ông/bà đánh giá mức độ hài lòng về lần phục vụ này, tại Bộ phận Một cửa hoặc trên Cổng Dịch vụ công.',
      ],
      sms: ['HS {code}: đã trả kết quả {returnedAt}.', 'Có sai sót, báo Một cửa.'],
    },
    statusChanged: {
      subject: 'Hồ sơ {code}: {status}',
      lines: [
        'Trạng thái của hồ sơ từ lúc {at}: {status}.',
        'Việc cần làm: xem chi tiết trong hồ sơ điện tử.',
      ],
      sms: ['HS {code} ({at}): {status}.', 'Hẹn trả {due}.'],
    },
  },
};
